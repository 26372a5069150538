import { z } from 'zod';

/** Where Amazon IVS has its control plane; the site lives in one of them because its stages do. */
const REGIONS = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'eu-central-1',
  'eu-west-1',
  'us-east-1',
  'us-west-2',
] as const;

const schema = z.strictObject({
  /** The stack is `butai-<name>`, and so is every resource's name. It becomes part of bucket names: short, lower case. */
  name: z.string().regex(/^[a-z][a-z0-9]{1,9}$/, 'two to ten characters: a-z and 0-9, a letter first'),
  region: z.enum(REGIONS, `Amazon IVS has its control plane in ${REGIONS.join(', ')}`),
  /** How many people are expected to watch at once; sizes derive from it (capacity.ts). */
  viewers: z.number().int().min(1).max(1_000_000),
  /**
   * How many Amazon IVS channels the stages share: floor, languages, spares. Default 4. The messages that ride in the pictures are limited for an
   * account as a whole, and 20 channels take about half of them.
   */
  channels: z.number().int().min(1).max(20).optional(),
  /** STANDARD, the default: several renditions, so that a page can follow its line. BASIC: the encoder's own alone, for a fraction of the price. */
  channelType: z.enum(['BASIC', 'STANDARD']).optional(),
  /** Days for which recordings of the pictures are kept. Default 30. */
  recordingDays: z.number().int().min(1).max(3_650).optional(),
  /**
   * Hosts besides Amazon IVS that pages may play from: `backup.example.org`, `*.example.org`. A stage's source can be moved to an address there without
   * an apply, to any other it cannot. Default none.
   */
  pictureHosts: z
    .array(z.string().regex(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/, 'a host such as cdn.example.org or *.example.org'))
    .max(20)
    .optional(),
  /** Gets the alarms, once the subscription's confirmation mail was clicked. */
  contact: z.email(),
  /** true: data cannot be deleted by a slip, introspection is off. false: `destroy` leaves nothing behind. */
  protect: z.boolean(),
  /** The site's own name; without it CloudFront's name is used. Its DNS record is yours to make. */
  domain: z
    .strictObject({
      name: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'a host name such as live.example.com'),
      certificate: z
        .string()
        .regex(
          /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
          'CloudFront takes ACM certificates of us-east-1 only',
        ),
    })
    .optional(),
  /** `local`: Terraform's state is a file in this folder, to try things out alone. Otherwise the S3 bucket that keeps it. */
  state: z.union([
    z.literal('local'),
    z.strictObject({ bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/), region: z.enum(REGIONS) }),
  ]),
});

export type Environment = z.infer<typeof schema>;

/**
 * Takes what a file in config/ exports for an environment.
 * @throws Error that names the file and every wrong or unknown setting
 */
export function checkEnvironment(file: string, value: unknown): Environment {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new Error(`config/${file}:\n${z.prettifyError(checked.error)}`);
}
