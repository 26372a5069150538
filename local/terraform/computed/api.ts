import { arn, type Compute, madeUp, type Place } from './place.ts';

type Values = Record<string, unknown>;

function graphqlApi(_values: Values, place: Place): Values {
  const id = madeUp(place, 26, 'lower');
  const host = madeUp(place, 26, 'lower', 'host');
  return {
    id,
    arn: arn(place, 'appsync', `apis/${id}`),
    uris: {
      GRAPHQL: `https://${host}.appsync-api.${place.region}.amazonaws.com/graphql`,
      REALTIME: `wss://${host}.appsync-realtime-api.${place.region}.amazonaws.com/graphql`,
    },
  };
}

function appsyncFunction(values: Values, place: Place): Values {
  const id = madeUp(place, 26, 'lower');
  return {
    id: `${values.api_id}-${id}`,
    function_id: id,
    arn: arn(place, 'appsync', `apis/${values.api_id}/functions/${id}`),
  };
}

function httpApi(_values: Values, place: Place): Values {
  const id = madeUp(place, 10, 'lower');
  return {
    id,
    arn: `arn:aws:apigateway:${place.region}::/apis/${id}`,
    api_endpoint: `https://${id}.execute-api.${place.region}.amazonaws.com`,
    execution_arn: arn(place, 'execute-api', id),
  };
}

function httpStage(values: Values, place: Place): Values {
  // the path of the stage called $default is the root
  const path = values.name === '$default' ? '' : values.name;
  return {
    id: values.name,
    arn: `arn:aws:apigateway:${place.region}::/apis/${values.api_id}/stages/${values.name}`,
    execution_arn: arn(place, 'execute-api', `${values.api_id}/${values.name}`),
    invoke_url: `https://${values.api_id}.execute-api.${place.region}.amazonaws.com/${path}`,
  };
}

/** AppSync, API Gateway. */
export const API: Record<string, Compute> = {
  aws_apigatewayv2_api: httpApi,
  aws_apigatewayv2_integration: (_values, place) => ({ id: madeUp(place, 7, 'lower') }),
  aws_apigatewayv2_route: (_values, place) => ({ id: madeUp(place, 7, 'lower') }),
  aws_apigatewayv2_stage: httpStage,
  aws_appsync_datasource: (values, place) => ({
    id: `${values.api_id}-${values.name}`,
    arn: arn(place, 'appsync', `apis/${values.api_id}/datasources/${values.name}`),
  }),
  aws_appsync_function: appsyncFunction,
  aws_appsync_graphql_api: graphqlApi,
  aws_appsync_resolver: (values, place) => ({
    id: `${values.api_id}-${values.type}-${values.field}`,
    arn: arn(place, 'appsync', `apis/${values.api_id}/types/${values.type}/resolvers/${values.field}`),
  }),
};
