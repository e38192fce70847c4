/**
 * Makes a translation model that is small, meaningless and real: Marian's binary layout and a SentencePiece vocabulary, as
 * Firefox Translations models have them, with random weights. Its words mean nothing; that it is downloaded, verified, loaded
 * and run is as with a full model.
 */

const dimension = 16;
const feedForward = 32;
const types = { float32: 0x0404, int8: 0x0101, intgemm8: 0x4101 } as const;

interface Item {
  readonly name: string;
  readonly type: number;
  readonly shape: readonly number[];
  readonly data: Buffer;
}

export interface TinyModel {
  readonly model: Buffer;
  readonly vocabulary: Buffer;
}

/** @param characters the pieces its vocabulary has, each a word of its own to the model */
export function makeTinyModel(characters: string): TinyModel {
  const pieces = ['</s>', '<unk>', '▁', ...new Set([...characters])];
  return { model: makeModel(pieces.length), vocabulary: makeVocabulary(pieces) };
}

/** Numbers from -1 to 1, the same at each run. */
function randomNumbers(): () => number {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x3fffffff - 1;
  };
}

function makeModel(vocabularySize: number): Buffer {
  const random = randomNumbers();
  const items: Item[] = [];
  const float = (name: string, shape: readonly number[], value: (index: number) => number): void => {
    const count = shape.reduce((product, size) => product * size, 1);
    const data = Buffer.alloc(count * 4);
    for (let index = 0; index < count; index++) data.writeFloatLE(value(index), index * 4);
    items.push({ name, type: types.float32, shape, data });
  };
  /** Rows × columns bytes, then what they are multiplied with, then room that the engine expects. */
  const quantized = (name: string, shape: readonly [number, number], hasInput = true): void => {
    const count = shape[0] * shape[1];
    const data = Buffer.alloc(count + 256);
    for (let index = 0; index < count; index++) data.writeInt8(Math.round(random() * 100), index);
    data.writeFloatLE(127 / 2, count);
    items.push({ name, type: types.intgemm8, shape, data });
    if (hasInput) float(`${name}_QuantMultA`, [1, 1], () => 127 / 4);
  };
  const zeros = (name: string, size: number): void => float(name, [1, size], () => 0);
  const ones = (name: string, size: number): void => float(name, [1, size], () => 1);
  const attention = (prefix: string): void => {
    for (const part of ['q', 'k', 'v', 'o']) {
      quantized(`${prefix}_W${part}`, [dimension, dimension]);
      zeros(`${prefix}_b${part}`, dimension);
    }
    ones(`${prefix}_Wo_ln_scale`, dimension);
    zeros(`${prefix}_Wo_ln_bias`, dimension);
  };
  const feed = (prefix: string): void => {
    quantized(`${prefix}_W1`, [dimension, feedForward]);
    zeros(`${prefix}_b1`, feedForward);
    quantized(`${prefix}_W2`, [feedForward, dimension]);
    zeros(`${prefix}_b2`, dimension);
    ones(`${prefix}_ffn_ln_scale`, dimension);
    zeros(`${prefix}_ffn_ln_bias`, dimension);
  };

  quantized('Wemb', [vocabularySize, dimension], false);
  // One quantized element: its value is the byte over the multiplier behind it.
  const multiplier = Buffer.alloc(1 + 256);
  multiplier.writeInt8(127, 0);
  multiplier.writeFloatLE(4, 1);
  items.push({ name: 'decoder_Wemb_QuantMultA', type: types.intgemm8, shape: [1, 1], data: multiplier });
  attention('encoder_l1_self');
  feed('encoder_l1_ffn');
  attention('decoder_l1_context');
  feed('decoder_l1_ffn');
  quantized('decoder_l1_rnn_W', [dimension, dimension]);
  quantized('decoder_l1_rnn_Wf', [dimension, dimension]);
  zeros('decoder_l1_rnn_bf', dimension);
  ones('decoder_l1_rnn_ffn_ln_scale', dimension);
  zeros('decoder_l1_rnn_ffn_ln_bias', dimension);
  // Neither the end nor the unknown word may come first: the output would be empty.
  float('decoder_ff_logit_out_b', [1, vocabularySize], (index) => (index < 3 ? -1e4 : 0));
  const description = [
    'type: transformer',
    `dim-emb: ${dimension}`,
    `dim-vocabs: [${vocabularySize}, ${vocabularySize}]`,
    'enc-depth: 1',
    'dec-depth: 1',
    'transformer-heads: 2',
    `transformer-dim-ffn: ${feedForward}`,
    'transformer-ffn-depth: 2',
    'transformer-decoder-autoreg: rnn',
    'dec-cell: ssru',
    'transformer-preprocess: ""',
    'transformer-postprocess: dan',
    'tied-embeddings-all: true',
  ];
  const yaml = Buffer.from(`${description.join('\n')}\n\0`);
  items.push({ name: 'special:model.yml', type: types.int8, shape: [yaml.length], data: yaml });
  return writeMarian(items);
}

function writeMarian(items: readonly Item[]): Buffer {
  const longs = (...values: readonly number[]): Buffer => {
    const data = Buffer.alloc(values.length * 8);
    for (const [index, value] of values.entries()) data.writeBigUInt64LE(BigInt(value), index * 8);
    return data;
  };
  const padded = (data: Buffer): Buffer =>
    Buffer.concat([data, Buffer.alloc((256 - (data.length % 256)) % 256)]);
  const names = items.map(({ name }) => Buffer.from(`${name}\0`));
  const shapes = items.map(({ shape }) => Buffer.from(Int32Array.from(shape).buffer));
  const contents = items.map(({ data }) => padded(data));
  const headers = items.map(({ type, shape }, index) =>
    longs(names[index]?.length ?? 0, type, shape.length, contents[index]?.length ?? 0),
  );
  const head = Buffer.concat([longs(1, items.length), ...headers, ...names, ...shapes]);
  const padding = (256 - ((head.length + 8) % 256)) % 256;
  return Buffer.concat([head, longs(padding), Buffer.alloc(padding), ...contents]);
}

/** A SentencePiece model: protocol buffers, written by hand as only a few fields are needed. */
function makeVocabulary(pieces: readonly string[]): Buffer {
  const varint = (value: number): Buffer => {
    const bytes: number[] = [];
    let rest = value;
    do {
      bytes.push(rest > 127 ? (rest % 128) + 128 : rest);
      rest = Math.floor(rest / 128);
    } while (rest > 0);
    return Buffer.from(bytes);
  };
  const number = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8), varint(value)]);
  const bytes = (field: number, data: Buffer): Buffer =>
    Buffer.concat([varint(field * 8 + 2), varint(data.length), data]);
  const score = (field: number, value: number): Buffer => {
    const data = Buffer.alloc(4);
    data.writeFloatLE(value);
    return Buffer.concat([varint(field * 8 + 5), data]);
  };
  const kinds: Readonly<Record<string, number>> = { '</s>': 3, '<unk>': 2 };
  const entries = pieces.map((piece, index) =>
    bytes(
      1,
      Buffer.concat([
        bytes(1, Buffer.from(piece)),
        score(2, -index / pieces.length),
        number(3, kinds[piece] ?? 1),
      ]),
    ),
  );
  const trainer = Buffer.concat([number(3, 1), number(4, pieces.length), number(40, 1), number(42, 0)]);
  const normalizer = Buffer.concat([
    bytes(1, Buffer.from('identity')),
    number(3, 1),
    number(4, 1),
    number(5, 1),
  ]);
  return Buffer.concat([...entries, bytes(2, trainer), bytes(3, normalizer)]);
}
