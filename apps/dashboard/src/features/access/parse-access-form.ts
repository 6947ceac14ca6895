export type AccessFields = { email: string; password: string; next: string }

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The fields of an access form; absent ones are empty. Passwords are taken as they are. */
export const parseAccessForm = (form: FormData): AccessFields => ({
  email: textOf(form, 'email').trim(),
  password: textOf(form, 'password'),
  next: textOf(form, 'next'),
})
