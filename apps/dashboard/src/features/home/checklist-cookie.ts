/** Set when somebody has put the first steps away. */
export const CHECKLIST_COOKIE = 'turnpike_first_steps'
