// Apart from the webhook itself, which brings the network with it: help is to be quick.
export const notifyFlag = '--notify <url>';
export const notifyHelp = 'send every published change, and failures in a row, to this address as JSON, signed with EARSHOT_NOTIFY_SECRET';
