/**
 * Text that Terraform must not interpret: every string of the synthesised JSON is a template to it, and cdktf leaves `${` and `%{` as
 * they are. Never for strings that hold cdktf tokens, which it would break.
 */
export const literal = (text: string): string => text.replaceAll(/[$%](?=\{)/g, '$&$&');
