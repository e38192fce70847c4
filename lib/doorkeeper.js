// Runs at CloudFront's edge, JavaScript runtime 2.0: the distribution's key value store is the list of readers.
import cf from 'cloudfront';
// biome-ignore lint/style/useNodejsImportProtocol: this runtime is not Node
import crypto from 'crypto';

const askForPassword = {
  statusCode: 401,
  statusDescription: 'Unauthorized',
  headers: {
    'www-authenticate': { value: 'Basic realm="Tribrief", charset="UTF-8"' },
    'cache-control': { value: 'no-store' },
  },
};

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by its name
async function handler(event) {
  const request = event.request;
  const given = request.headers.authorization ? request.headers.authorization.value : '';
  if (!given.startsWith('Basic ')) return askForPassword;
  const reader = Buffer.from(given.slice(6), 'base64').toString();
  const digest = crypto.createHash('sha256').update(reader).digest('hex');
  try {
    const isKnown = await cf.kvs().exists(digest);
    if (!isKnown) return askForPassword;
  } catch (error) {
    // A reader who can't be looked up stays outside; the function's log tells why.
    console.log(String(error));
    return askForPassword;
  }
  delete request.headers.authorization;
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}
