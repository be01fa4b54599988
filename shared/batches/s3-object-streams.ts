import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { ObjectStreams, ObjectWriter } from './object-streams.ts';

/** S3 takes no smaller part but the last. */
const PART_BYTES = 8 * 1024 * 1024;

interface Place {
  readonly client: S3Client;
  readonly bucket: string;
}

export function createS3ObjectStreams(place: Place): ObjectStreams {
  return {
    read: async (Key) => {
      try {
        const { Body } = await place.client.send(new GetObjectCommand({ Bucket: place.bucket, Key }));
        if (Body instanceof Readable) return Body;
        throw new Error(`The object ${Key} came without a stream.`);
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    write: (key, contentType) => new S3ObjectWriter(place, key, contentType),
  };
}

/** One put where the object is small, parts where it is not; never more than a part in memory. */
class S3ObjectWriter implements ObjectWriter {
  readonly #client: S3Client;
  readonly #object: { readonly Bucket: string; readonly Key: string };
  readonly #contentType: string;
  readonly #hash: Hash = createHash('sha256');
  readonly #tags: (string | undefined)[] = [];
  #texts: string[] = [];
  #waiting = 0;
  #bytes = 0;
  #uploadId: string | undefined;

  constructor({ client, bucket }: Place, key: string, contentType: string) {
    this.#client = client;
    this.#object = { Bucket: bucket, Key: key };
    this.#contentType = contentType;
  }

  async write(text: string): Promise<void> {
    this.#texts.push(text);
    this.#waiting += Buffer.byteLength(text);
    if (this.#waiting >= PART_BYTES) await this.#putPart();
  }

  async close() {
    if (this.#uploadId) await this.#complete();
    else {
      const put = { ...this.#object, Body: this.#take(), ContentType: this.#contentType };
      await this.#client.send(new PutObjectCommand(put));
    }
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  async abort(): Promise<void> {
    if (!this.#uploadId) return;
    await this.#client.send(new AbortMultipartUploadCommand({ ...this.#object, UploadId: this.#uploadId }));
  }

  async #complete(): Promise<void> {
    if (this.#waiting > 0) await this.#putPart();
    const Parts = this.#tags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
    const upload = { ...this.#object, UploadId: this.#uploadId, MultipartUpload: { Parts } };
    await this.#client.send(new CompleteMultipartUploadCommand(upload));
  }

  async #putPart(): Promise<void> {
    this.#uploadId ??= await this.#begin();
    const part = { ...this.#object, UploadId: this.#uploadId, PartNumber: this.#tags.length + 1 };
    const { ETag } = await this.#client.send(new UploadPartCommand({ ...part, Body: this.#take() }));
    this.#tags.push(ETag);
  }

  async #begin(): Promise<string | undefined> {
    const upload = { ...this.#object, ContentType: this.#contentType };
    return (await this.#client.send(new CreateMultipartUploadCommand(upload))).UploadId;
  }

  #take(): Buffer {
    const body = Buffer.from(this.#texts.join(''));
    this.#texts = [];
    this.#waiting = 0;
    this.#bytes += body.length;
    this.#hash.update(body);
    return body;
  }
}
