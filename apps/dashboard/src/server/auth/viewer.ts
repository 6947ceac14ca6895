/** The signed-in person, as procedures and pages know them. */
export type Viewer = { userId: string; email: string; name: string | null }
