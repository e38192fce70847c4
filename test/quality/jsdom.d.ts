/** What the tests use of it: its own types bring those of a browser, which contradict Node's. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options?: { readonly url?: string });
    readonly window: { readonly document: unknown; close(): void };
  }
}
