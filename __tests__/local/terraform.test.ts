import { evaluate, type Synthesised } from '../../local/terraform/evaluate.ts';
import { mapHosts } from '../../local/terraform/map-hosts.ts';
import { resourcesOf, type World } from '../../local/terraform/world.ts';

const files: Record<string, string> = { '/stack/assets/a.zip': 'zip', '/stack/notes.txt': 'hello' };
const readFile = (path: string) => {
  if (path in files) return Buffer.from(files[path]!);
  throw new Error('no such file');
};

const evaluated = (json: Synthesised): World =>
  evaluate(json, { account: '123456789012', region: 'eu-west-1', baseDir: '/stack', readFile });

/** What an output makes of an expression, with one queue and one role around it. */
const resolved = (value: unknown) =>
  evaluated({
    resource: {
      aws_sqs_queue: { live: { name: 'live.fifo', fifo_queue: true, tags: { kind: 'acts' } } },
      aws_iam_role: { r: { name: 'reader', assume_role_policy: '{}' } },
      aws_appsync_datasource: { table: { api_id: 'x', name: 't', dynamodb_config: { table_name: 'stage' } } },
    },
    output: { it: { value } },
  }).outputs.it;

describe('an expression', () => {
  it.each([
    ['text without expressions', 'plain', 'plain'],
    ['a sole reference, keeping its type', '${aws_sqs_queue.live.fifo_queue}', true],
    ['a reference within text', 'queue ${aws_sqs_queue.live.name}!', 'queue live.fifo!'],
    ['a reference in quotes, which makes it text', '${"${aws_sqs_queue.live.fifo_queue}"}', 'true'],
    ['escaped signs', 'a $${b} %%{c} $d %e', 'a ${b} %{c} $d %e'],
    ['escapes in quotes', '${"a\\"b\\n\\u00e9"}', 'a"b\né'],
    ['an index by name', '${aws_sqs_queue.live.tags["kind"]}', 'acts'],
    [
      'the first of a block that was written as one',
      '${aws_appsync_datasource.table.dynamodb_config[0].table_name}',
      'stage',
    ],
    ['a list', '${["a", 1, true, null]}', ['a', 1, true, null]],
    ['an object', '${{"a" = 1, b : "${aws_sqs_queue.live.name}"}}', { a: 1, b: 'live.fifo' }],
    ['a call in a call', '${upper(join("-", ["a", lower("B")]))}', 'A-B'],
    ['a number below zero', '${substr("hello", -3, -1)}', 'llo'],
    ['parentheses', '${("x")}', 'x'],
    ['a negative looking name', '${trimprefix("live-routine", "live-")}', 'routine'],
  ])('resolves %s', (_what, template, expected) => {
    expect(resolved(template)).toEqual(expected);
  });

  it.each([
    [
      'jsonencode(sorted and escaped as Go does)',
      '${jsonencode({"b" = "<&>", "a" = [1]})}',
      '{"a":[1],"b":"\\u003c\\u0026\\u003e"}',
    ],
    ['jsondecode', '${jsondecode("{\\"a\\":1}").a}', 1],
    ['lookup', '${lookup({"a" = 1}, "b", "none")}', 'none'],
    ['element, which wraps round', '${element(["a", "b"], 3)}', 'b'],
    ['replace', '${replace("https://x/y", "https://", "")}', 'x/y'],
    ['replace by pattern', '${replace("a1b22", "/[0-9]+/", "#")}', 'a#b#'],
    ['format', '${format("%s-%d %q%%", "a", 3, "b")}', 'a-3 "b"%'],
    ['trimsuffix', '${trimsuffix("a/", "/")}', 'a'],
    ['split', '${split(",", "a,b")}', ['a', 'b']],
    ['base64encode', '${base64encode("hé")}', 'aMOp'],
    ['file', '${file("notes.txt")}', 'hello'],
    ['filemd5', '${filemd5("assets/a.zip")}', 'adcdbd79a8d84175c229b192aadc02f2'],
    ['filebase64sha256', '${filebase64sha256("assets/a.zip")}', 'SnD+mqZDbgLC3qNA+9HjUuTvLYzmylKtJdS5VHH8i/I='],
    ['sha256', '${sha256("x")}', '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'],
    ['merge', '${merge({"a" = 1}, {"a" = 2, "b" = 3})}', { a: 2, b: 3 }],
    ['concat', '${concat(["a"], ["b"])}', ['a', 'b']],
    ['keys', '${keys({"b" = 1, "a" = 2})}', ['a', 'b']],
    ['values, in the order of keys', '${values({"b" = 1, "a" = 2})}', [2, 1]],
    ['tostring', '${tostring(5)}', '5'],
  ])('calls %s', (_what, template, expected) => {
    expect(resolved(template)).toEqual(expected);
  });

  it.each([
    [
      'an unknown function, by name',
      '${cidrsubnet("10.0.0.0/8", 8, 1)}',
      'output.it: the function cidrsubnet() is not supported',
    ],
    ['an operator', '${1 + 1}', 'the operator + is not supported'],
    ['a condition', '${true ? 1 : 2}', 'the operator ? is not supported'],
    ['a splat', '${aws_sqs_queue.live.tags[*]}', 'splats are not supported'],
    ['a directive', '%{if true}a%{endif}', 'directives'],
    ['a for expression', '${[for x in [] : x]}', 'for expressions are not supported'],
    ['a variable', '${var.account}', 'var.account is not supported'],
    ['an end that is missing', '${"a', 'it ends too early'],
    ['a file that is missing', '${file("gone.txt")}', '/stack/gone.txt cannot be read'],
    ['a list within text', 'x ${[1]}', 'a template takes a string'],
    ['a resource that is missing', '${aws_sqs_queue.gone.arn}', 'aws_sqs_queue.gone: there is no such resource'],
  ])('refuses %s', (_what, template, message) => {
    expect(() => resolved(template)).toThrow(message);
  });
});

describe('a world', () => {
  it('names both ends of a reference to an attribute that is neither configured nor computed', () => {
    const json = {
      resource: {
        aws_sqs_queue: { a: { name: 'a' } },
        aws_lambda_function: {
          f: { function_name: 'f', environment: { variables: { KEY: '${aws_sqs_queue.a.kms_key}' } } },
        },
      },
    };
    expect(() => evaluated(json)).toThrow(
      'aws_lambda_function.f (environment.variables.KEY): aws_sqs_queue.a has no attribute kms_key: it is neither configured nor computed',
    );
  });

  it('reports a cycle with its addresses', () => {
    const json = {
      resource: { aws_sqs_queue: { a: { name: '${aws_sqs_queue.b.name}' }, b: { name: '${aws_sqs_queue.a.name}' } } },
    };
    expect(() => evaluated(json)).toThrow('cycle: aws_sqs_queue.a → aws_sqs_queue.b → aws_sqs_queue.a');
  });

  it('refuses an unknown resource type with its address', () => {
    expect(() => evaluated({ resource: { aws_kinesis_stream: { s: {} } } })).toThrow(
      'aws_kinesis_stream.s: the resource type',
    );
  });

  it('refuses an unknown data source with its address', () => {
    expect(() => evaluated({ data: { aws_ivs_stream_key: { k: {} } } })).toThrow(
      'data.aws_ivs_stream_key.k: the data source',
    );
  });

  it('lets through what is listed as without local effect', () => {
    const world = evaluated({ resource: { aws_cloudwatch_metric_alarm: { a: { alarm_name: 'x' } } } });
    expect(resourcesOf(world, 'aws_cloudwatch_metric_alarm')).toHaveLength(1);
  });

  it.each(['count', 'for_each', 'provisioner'])('refuses the meta-argument %s', (name) => {
    const json = { resource: { aws_sqs_queue: { a: { name: 'a', [name]: 2 } } } };
    expect(() => evaluated(json)).toThrow(`aws_sqs_queue.a: the meta-argument ${name} is not supported`);
  });

  it('refuses what depends on a resource that is missing', () => {
    const json = { resource: { aws_sqs_queue: { a: { name: 'a', depends_on: ['aws_sqs_queue.b'] } } } };
    expect(() => evaluated(json)).toThrow('aws_sqs_queue.b: there is no such resource');
  });

  it('refuses parts of Terraform that synthesis does not write', () => {
    expect(() => evaluated({ locals: {} } as Synthesised)).toThrow('locals');
  });

  it('takes the region of the provider that a resource names', () => {
    const world = evaluated({
      provider: { aws: [{ region: 'eu-west-1' }, { alias: 'edge', region: 'us-east-1' }] },
      resource: {
        aws_sns_topic: {
          a: { name: 'a', provider: 'aws.edge' },
          b: { name: 'b' },
          c: { name: 'c', region: 'us-west-2' },
        },
      },
    });
    expect(resourcesOf(world, 'aws_sns_topic').map(({ values }) => String(values.arn).split(':')[3])).toEqual([
      'us-east-1',
      'eu-west-1',
      'us-west-2',
    ]);
  });

  it('makes the same ids each time, and other ids for other resources', () => {
    const json = { resource: { aws_appsync_graphql_api: { a: { name: 'x' }, b: { name: 'x' } } } };
    expect(evaluated(json)).toEqual(evaluated(json));
    const [a, b] = resourcesOf(evaluated(json), 'aws_appsync_graphql_api');
    expect(a!.values.id).toMatch(/^[a-z0-9]{26}$/);
    expect(a!.values.id).not.toBe(b!.values.id);
  });

  it('gives absolute paths of files', () => {
    const world = evaluated({
      resource: { aws_lambda_function: { f: { function_name: 'f', filename: 'assets/a.zip' } } },
    });
    expect(resourcesOf(world, 'aws_lambda_function')[0]!.values.filename).toBe('/stack/assets/a.zip');
  });
});

describe('the json of aws_iam_policy_document', () => {
  const policyOf = (statement: unknown) =>
    JSON.parse(
      String(evaluated({ data: { aws_iam_policy_document: { d: { statement } } } }).resources[0]!.values.json),
    );

  it('writes lists of one as that one, and longer ones as lists', () => {
    const statement = [{ actions: ['a:B'], resources: ['x', 'y'] }];
    expect(policyOf(statement)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'a:B', Resource: ['x', 'y'] }],
    });
  });

  it('gathers conditions by test and variable', () => {
    const condition = [
      { test: 'StringEquals', variable: 'a', values: ['1'] },
      { test: 'StringEquals', variable: 'b', values: ['2', '3'] },
    ];
    expect(policyOf({ actions: ['a:B'], condition }).Statement[0].Condition).toEqual({
      StringEquals: { a: '1', b: ['2', '3'] },
    });
  });

  it('refuses to merge documents', () => {
    const json = { data: { aws_iam_policy_document: { d: { source_policy_documents: ['{}'] } } } };
    expect(() => evaluated(json)).toThrow('data.aws_iam_policy_document.d: source_policy_documents is not supported');
  });

  it('writes everybody as a star', () => {
    expect(policyOf({ principals: [{ type: '*', identifiers: ['*'] }] }).Statement[0].Principal).toBe('*');
  });
});

describe('mapping hosts', () => {
  it('replaces origins in every string, the longest first', () => {
    const world: World = {
      resources: [
        {
          address: 'a.b',
          type: 'a',
          name: 'b',
          values: { url: 'https://x.example/api/graphql', list: ['see https://x.example/'] },
        },
      ],
      outputs: { url: 'https://x.example/api' },
      account: '1',
      region: 'r',
    };
    const mapped = mapHosts(world, {
      'https://x.example': 'http://127.0.0.1:1',
      'https://x.example/api': 'http://127.0.0.1:2',
    });
    expect(mapped.resources[0]!.values).toEqual({
      url: 'http://127.0.0.1:2/graphql',
      list: ['see http://127.0.0.1:1/'],
    });
    expect(mapped.outputs.url).toBe('http://127.0.0.1:2');
  });
});
