/** Why there is no answer, in a sentence for people. */
export interface Trouble {
  trouble: string;
}
