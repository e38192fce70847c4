// What AWS's Node runtime does around a function: asks the Runtime API for an event, calls the handler, posts its answer.
const { handler } = await import(process.env.HANDLER_FILE);
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
for (;;) {
  const next = await fetch(`${api}/next`);
  const requestId = next.headers.get('lambda-runtime-aws-request-id');
  const deadline = Number(next.headers.get('lambda-runtime-deadline-ms'));
  const context = {
    awsRequestId: requestId,
    functionName: 'tribrief',
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  const event = await next.json();
  const post = (path, body) =>
    fetch(`${api}/${requestId}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  try {
    await post('response', await handler(event, context));
  } catch (error) {
    await post('error', { errorType: error.name, errorMessage: error.message });
  }
}
