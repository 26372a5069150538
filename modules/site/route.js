// A CloudFront function (cloudfront-js-2.0), run on viewer requests of the default behaviour: addresses of pages become the page's file.
// Error responses cannot do that: they hold for the whole distribution and would turn a missing snapshot into a page.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const uri = request.uri;
  const file = uri.substring(uri.lastIndexOf('/') + 1);
  if (uri === '/admin' || uri.startsWith('/admin/')) request.uri = '/admin.html';
  else if (uri === '/overlay' || uri.startsWith('/overlay/')) request.uri = '/overlay.html';
  else if (!file.includes('.')) request.uri = '/index.html';
  return request;
}
