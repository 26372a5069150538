/**
 * The one door to fauxqs. Its package exports no stores, and what it does wrong can only be mended there: they are reached
 * by path.
 */
export { buildApp } from '../../../node_modules/fauxqs/dist/app.js';
export { FileS3Persistence } from '../../../node_modules/fauxqs/dist/s3/fileS3Persistence.js';
export { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
export { SnsStore } from '../../../node_modules/fauxqs/dist/sns/snsStore.js';
export type { SnsTopic } from '../../../node_modules/fauxqs/dist/sns/snsTypes.js';
export { SqsQueue, SqsStore } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
export { INVALID_MESSAGE_BODY_CHAR, type SqsMessage } from '../../../node_modules/fauxqs/dist/sqs/sqsTypes.js';
