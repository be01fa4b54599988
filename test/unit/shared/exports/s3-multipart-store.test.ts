import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { seededRandom } from '../../../../commands/fuzz/seeded-random.ts';
import { startFauxqs } from '../../../../local/fauxqs/start-fauxqs.ts';
import { createS3MultipartStore } from '../../../../shared/exports/s3-multipart-store.ts';
import { startFaultyProxy } from '../../../faults/proxy/faulty-proxy.ts';
import { clientSettings } from '../../local/support/aws-client-settings.ts';
import { temporaryFolder } from '../../local/support/temporary-folder.ts';

const bucket = 'data-bucket';

/** A bucket that carries out the first request it is sent, and whose answer to that gets lost. */
async function withLostAnswer<Result>(run: (client: S3Client) => Promise<Result>): Promise<Result> {
  const s3 = await startFauxqs(await temporaryFolder(), 0);
  s3.createBuckets([{ name: bucket, notifies: false }]);
  let requests = 0;
  // It is asked once for each request; below the share, which is everything, means lost.
  const below = (limit: number) => (++requests === 1 ? 0 : limit);
  const proxy = await startFaultyProxy({ target: s3.url, random: { ...seededRandom(1), below } });
  proxy.turn({ service: 's3', how: 'lose', share: 1 });
  const client = new S3Client({ ...clientSettings(proxy.url), maxAttempts: 3 });
  try {
    return await run(client);
  } finally {
    client.destroy();
    await proxy.close();
    await s3.close();
  }
}

it('a file whose upload was begun twice, since the first answer got lost, has one upload', async () => {
  const uploads = await withLostAnswer(async (client) => {
    const store = createS3MultipartStore({ client, bucket });
    const other = await store.begin('exports/1/rows.csv.gz', 'application/gzip');
    const upload = await store.begin('exports/1/rows.csv', 'text/csv');
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    return {
      begun: [other, upload].map(({ uploadId }) => uploadId),
      left: Uploads.map(({ UploadId }) => UploadId),
    };
  });

  expect(uploads.left.toSorted()).toEqual(uploads.begun.toSorted());
});
