/** The demo: another Rolecall with a made-up channel, beside this one. */
export interface DemoPort {
  /**
   * Starts it unless it runs already.
   * @returns the address of its dock, `http://127.0.0.1:<port>/dock`
   * @throws Problem
   */
  start(): Promise<string>;
}
