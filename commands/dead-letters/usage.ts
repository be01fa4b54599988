export const USAGE = `Shows what could not be done in spite of every attempt, and has it done again.

  npm run dead-letters -- list                 the queues of dead letters, with how many each holds
  npm run dead-letters -- inspect QUEUE        (the beginning of its name will do) its letters: id, when sent, how often received, what they are about
  npm run dead-letters -- redrive QUEUE        does them again
      --message ID                             only this one

  --aws         the queues of the AWS account and region of the environment, not those of the local stack
  PORT=3000     where the API of the local stack is, if none has this folder

An export that was given up stays FAILED: its redrive is a new export of the same rows, for the same principal, whose
SQL is checked again. A run of a standing question that could not be started is started, for the time it was due,
unless that has been asked since. An event that was given up goes to the one function, machine or queue that did not
get it. Any other letter goes back to the queue it came from.
`;
