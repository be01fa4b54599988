/** What could not be written has not happened: it is taken back, and the failure goes on. */
export async function orTakenBack(writing: Promise<void>, takeBack: () => void): Promise<void> {
  try {
    await writing;
  } catch (error) {
    takeBack();
    throw error;
  }
}
