import { IvsRecordingConfiguration } from '@cdktf/provider-aws/lib/ivs-recording-configuration';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Construct } from 'constructs';
import { PrivateBucket } from '../bucket/private-bucket.ts';

const DEFAULT_DAYS = 30;

export interface RecordingsProps {
  readonly prefix: string;
  readonly account: string;
  readonly protect: boolean;
  /** Days for which a recording is kept. Default 30. */
  readonly days?: number;
}

/** Where Amazon IVS records every stream. It writes by a service-linked role of its own, so the bucket's policy names nobody. */
export class Recordings extends Construct {
  readonly recording: IvsRecordingConfiguration;

  constructor(scope: Construct, id: string, props: RecordingsProps) {
    super(scope, id);
    const { prefix, account, protect, days = DEFAULT_DAYS } = props;
    const { bucket } = new PrivateBucket(this, 'bucket', {
      name: `${prefix}-recordings-${account}`,
      logicalId: 'stream_recordings',
      protect,
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: bucket.id,
      rule: [
        {
          id: 'forget',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          expiration: [{ days }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
    });
    this.recording = new IvsRecordingConfiguration(this, 'configuration', {
      name: `${prefix}-recording`,
      destinationConfiguration: { s3: { bucketName: bucket.bucket } },
      // An encoder that comes back within a minute goes on in the same recording.
      recordingReconnectWindowSeconds: 60,
      // Amazon IVS changes none: another one takes its place, and channels must have that before this goes.
      lifecycle: { createBeforeDestroy: true },
    });
    this.recording.overrideLogicalId('stream_recording');
  }
}
