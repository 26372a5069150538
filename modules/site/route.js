// A CloudFront function (cloudfront-js-2.0), run on viewer requests of the default behaviour: addresses of pages become the page's file.
// Error responses cannot do that: they hold for the whole distribution and would turn a missing snapshot into a page.
function handler(event) {
  var request = event.request;
  var uri = request.uri;
  var file = uri.substring(uri.lastIndexOf('/') + 1);
  if (uri === '/admin' || uri.startsWith('/admin/')) request.uri = '/admin.html';
  else if (!file.includes('.')) request.uri = '/index.html';
  return request;
}
