import type { FauxqsStores } from './fauxqs-internals.ts';

type S3Store = FauxqsStores['s3Store'];

/** What fauxqs keeps of an upload that has begun; its types call the map private. */
interface BegunUpload {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiated: Date;
  readonly parts: ReadonlyMap<number, { readonly etag: string; readonly body: Uint8Array }>;
}

/**
 * ListMultipartUploads and ListParts, which fauxqs does not answer: the XML for such a request, all in one page, or
 * undefined for any other.
 */
export function listUploads(store: S3Store, method: string, url: string): string | undefined {
  const { pathname, searchParams: query } = new URL(url, 'http://127.0.0.1');
  if (method !== 'GET') return undefined;
  const [bucket = '', ...key] = pathname.slice(1).split('/').map(decodeURIComponent);
  const uploadId = query.get('uploadId');
  if (uploadId !== null && key.length > 0) return partsXml(uploadsOf(store).get(uploadId));
  return query.has('uploads') ? uploadsXml(store, bucket, query.get('prefix') ?? '') : undefined;
}

/** Uploads that have begun, by their id. */
export function uploadsOf(store: S3Store): ReadonlyMap<string, BegunUpload> {
  // A map of uploads by their id, in this pinned version.
  return Reflect.get(store, 'multipartUploads') as ReadonlyMap<string, BegunUpload>;
}

function uploadsXml(store: S3Store, bucket: string, prefix: string): string {
  const uploads = [...uploadsOf(store).values()]
    .filter((upload) => upload.bucket === bucket && upload.key.startsWith(prefix))
    .map(
      ({ key, uploadId, initiated }) =>
        `<Upload><Key>${escaped(key)}</Key><UploadId>${uploadId}</UploadId><Initiated>${initiated.toISOString()}</Initiated></Upload>`,
    );
  return xml('ListMultipartUploadsResult', uploads);
}

function partsXml(upload: BegunUpload | undefined): string | undefined {
  if (!upload) return undefined;
  const parts = [...upload.parts].map(
    ([number, { etag, body }]) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>${escaped(etag)}</ETag><Size>${body.length}</Size></Part>`,
  );
  return xml('ListPartsResult', parts);
}

const xml = (name: string, children: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><${name}><IsTruncated>false</IsTruncated>${children.join('')}</${name}>`;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
