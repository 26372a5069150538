import { arn, type Compute, madeUpUuid, nameOf, type Place } from './place.ts';

type Values = Record<string, unknown>;

const INVOCATION = 'lambda:path/2015-03-31/functions';

function lambdaFunction(values: Values, place: Place): Values {
  const name = values.function_name;
  const function_ = arn(place, 'lambda', `function:${name}`);
  const version = values.publish === true ? '1' : '$LATEST';
  return {
    id: name,
    arn: function_,
    qualified_arn: `${function_}:${version}`,
    invoke_arn: `arn:aws:apigateway:${place.region}:${INVOCATION}/${function_}/invocations`,
    version,
  };
}

/** Lambda, Step Functions, EventBridge, and their logs: what does something. */
export const WORK: Record<string, Compute> = {
  aws_cloudwatch_event_rule: (values, place) => {
    const name = nameOf(values, place);
    return { id: name, name, arn: arn(place, 'events', `rule/${name}`) };
  },
  aws_cloudwatch_event_target: (values, place) => {
    const target = values.target_id ?? madeUpUuid(place);
    return { id: `${values.rule}-${target}`, target_id: target };
  },
  aws_cloudwatch_log_group: (values, place) => {
    const name = nameOf(values, place);
    return { id: name, name, arn: arn(place, 'logs', `log-group:${name}`) };
  },
  aws_lambda_event_source_mapping: (_values, place) => {
    const uuid = madeUpUuid(place);
    return { id: uuid, uuid, arn: arn(place, 'lambda', `event-source-mapping:${uuid}`) };
  },
  aws_lambda_function: lambdaFunction,
  aws_lambda_function_event_invoke_config: (values) => ({ id: values.function_name }),
  aws_lambda_permission: (values, place) => {
    const statement = values.statement_id ?? `terraform-${madeUpUuid(place)}`;
    return { id: statement, statement_id: statement };
  },
  aws_sfn_state_machine: (values, place) => {
    const name = nameOf(values, place);
    const machine = arn(place, 'states', `stateMachine:${name}`);
    return { id: machine, arn: machine, name };
  },
};
