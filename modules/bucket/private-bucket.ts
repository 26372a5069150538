import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { Construct } from 'constructs';

export interface PrivateBucketProps {
  /** Taken globally: put the account's number in. */
  readonly name: string;
  /** The logical id, fixed for ever: another one is another bucket. */
  readonly logicalId: string;
  /** false: `destroy` takes the objects too. */
  readonly protect: boolean;
}

/** A bucket that nobody reaches but by a policy that names them. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: props.name,
      forceDestroy: !props.protect,
      lifecycle: { preventDestroy: props.protect },
    });
    this.bucket.overrideLogicalId(props.logicalId);
    new S3BucketPublicAccessBlock(this, 'private', {
      bucket: this.bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: this.bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
  }

  /** Once per bucket. Lets one CloudFront distribution read below the prefixes (`live/`); no prefix means everything. */
  readableBy(distributionArn: string, prefixes: readonly string[] = ['']): void {
    const document = new DataAwsIamPolicyDocument(this, 'readers', {
      statement: [
        {
          actions: ['s3:GetObject'],
          resources: prefixes.map((prefix) => `${this.bucket.arn}/${prefix}*`),
          principals: [{ type: 'Service', identifiers: ['cloudfront.amazonaws.com'] }],
          condition: [{ test: 'StringEquals', variable: 'AWS:SourceArn', values: [distributionArn] }],
        },
      ],
    });
    new S3BucketPolicy(this, 'policy', { bucket: this.bucket.id, policy: document.json });
  }
}
