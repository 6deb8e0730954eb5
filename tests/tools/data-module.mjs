// How data that is worked out at build time becomes a module: JSON, and typed arrays as bytes, of which a start makes nothing.

/** The kinds of arrays that data may have, the widest first, so that each begins where its numbers may. */
const kinds = [Float32Array, Int32Array, Int8Array];

/** Does the highest byte of a number come first, as on s390x? As the source of an expression, too. */
const isHighestFirst = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;
const isHighestFirstThere = 'new Uint8Array(Uint16Array.of(1).buffer)[0] === 0';

/** A value without its arrays of numbers, which go into `columns` with what leads to them; they stand in objects, never in lists. */
function withoutColumns(value, path, columns) {
  if (ArrayBuffer.isView(value)) {
    columns.push({ path, values: value });
    return null;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, withoutColumns(part, `${path}[${JSON.stringify(name)}]`, columns)]),
  );
}

/** The bytes of columns one behind the other, the lowest byte of each number first. */
function bytesOf(columns) {
  const bytes = Buffer.concat(columns.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));
  if (isHighestFirst) bytes.subarray(0, wideOf(columns)).swap32();
  return bytes;
}

/** How many bytes the columns have whose numbers are more than one byte: four. */
const wideOf = (columns) => columns.reduce((sum, { values }) => sum + (values.BYTES_PER_ELEMENT === 4 ? values.byteLength : 0), 0);

/** The statements that make each column a view of `bytes`. */
function viewsOf(columns) {
  let from = 0;
  return columns.map(({ path, values }) => {
    const at = from;
    from += values.byteLength;
    return `${path} = new ${values.constructor.name}(bytes.buffer, bytes.byteOffset + ${at}, ${values.length});`;
  });
}

/** The source of a module that exports a value under a name. `reading` gives the expressions that read its JSON and its bytes. */
export function dataModule(name, value, reading) {
  const columns = [];
  const plain = withoutColumns(value, name, columns);
  const lines = [`export const ${name} = JSON.parse(${reading.json(JSON.stringify(plain))});`];
  if (columns.length > 0) {
    columns.sort((a, b) => kinds.indexOf(a.values.constructor) - kinds.indexOf(b.values.constructor));
    lines.push(`const bytes = ${reading.bytes(bytesOf(columns))};`);
    lines.push(`if (${isHighestFirstThere}) bytes.subarray(0, ${wideOf(columns)}).swap32();`, ...viewsOf(columns));
  }
  return lines.join('\n');
}

/** The source of a module that holds its data itself. */
export const inlined = (name, value) =>
  dataModule(name, value, {
    json: (text) => JSON.stringify(text),
    bytes: (bytes) => `Buffer.from(${JSON.stringify(bytes.toString('base64'))}, 'base64')`,
  });
