import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy';
import { Construct } from 'constructs';
import { IVS_HOSTS } from '#graphql/source/picture-hosts';

const TWO_YEARS = 63_072_000;

export interface SecurityHeadersProps {
  readonly prefix: string;
  /** Besides the site itself, what pages may talk to: origins or addresses. */
  readonly connect: readonly string[];
  /** Hosts besides Amazon IVS that pages may play from. */
  readonly pictureHosts: readonly string[];
}

/** What every answer of the site says to browsers. Nothing inline, nothing foreign but the picture, no framing. */
export class SecurityHeaders extends Construct {
  readonly policyId: string;

  constructor(scope: Construct, id: string, props: SecurityHeadersProps) {
    super(scope, id);
    // Amazon IVS's player also reports there how pictures arrive.
    const pictures = [IVS_HOSTS, ...props.pictureHosts].map((host) => `https://${host}`).join(' ');
    const contentSecurityPolicy = [
      "default-src 'none'",
      // The player's worker compiles WebAssembly; without this it hangs with neither success nor error.
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ${props.connect.join(' ')} ${pictures}`,
      // The player's worker and its Media Source; browsers that play HLS themselves fetch the address.
      "worker-src 'self' blob:",
      `media-src blob: ${pictures}`,
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; ');
    const policy = new CloudfrontResponseHeadersPolicy(this, 'policy', {
      name: `${props.prefix}-site`,
      securityHeadersConfig: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        referrerPolicy: { referrerPolicy: 'strict-origin-when-cross-origin', override: true },
        strictTransportSecurity: { accessControlMaxAgeSec: TWO_YEARS, includeSubdomains: true, override: true },
      },
      customHeadersConfig: {
        items: [
          {
            header: 'permissions-policy',
            value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
            override: true,
          },
        ],
      },
    });
    this.policyId = policy.id;
  }
}
