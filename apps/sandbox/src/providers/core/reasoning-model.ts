/** Which models think before they answer, judged by their names as people recognise them. */
const REASONING_NAME =
  /reason|think|magistral|qwq|gpt-oss|(?:^|[/-])r1(?:$|[-:])|(?:^|\/)o[134](?:$|[-:])|(?:^|\/)gpt-5(?!.*chat)|deepseek-v4-pro|grok-3-mini/i

export const isReasoningModel = (model: string): boolean => REASONING_NAME.test(model)
