// Words of the first start and of the screens that stand before everything else.

import type { Translated } from "..";
import type source from "../zh-CN/start";

export default {
  welcome: "Where would you like to start?",
  practice: {
    title: "Practice account",
    text: "A simulated account to try everything on; no real person is touched.",
    action: "Open the practice account",
    size: "People",
    sizes: { small: "20,000", medium: "100,000", large: "1,000,000" },
    name: "Practice account",
    opening: "Preparing {{people, number}} simulated followers…",
  },
  connect: {
    title: "Connect an Official Account",
    text: "With its AppID and AppSecret; followers are kept encrypted on this computer.",
    action: "Connect an account",
  },
  back: "Back",
  failed: "Fandesk could not open",
  unlock: {
    title: "Enter your passphrase",
    text: "The accounts on this computer are encrypted with your passphrase.",
    passphrase: "Passphrase",
    action: "Unlock",
    forgotten:
      "Without a recovery code a forgotten passphrase cannot be found again. Followers and tags are still on WeChat: erase what is on this computer and connect the account anew.",
    byCode: "Forgotten? Use the recovery code",
    recover: "Set a new passphrase with the recovery code",
    code: "Recovery code",
    recoverAction: "Open and use the new passphrase",
    byPassphrase: "Back to the passphrase",
    erase: "Erase what is on this computer…",
  },
  keychainLocked: {
    title: "The system keychain is locked",
    text: "Fandesk keeps its keys in the system's keychain. Unlock it in the window the system shows, then try again.",
  },
  keychainMissing: {
    title: "The system keychain is missing",
    text: "The keys were kept in this computer's keychain, which cannot be read now. Sign in as the system user who set it up, or start the keychain service, then try again.",
    untouched: "The data files on this computer are unchanged; nothing was deleted.",
    byCode: "No keychain on this computer? Use the recovery code",
    byCodeTitle: "Open with the recovery code",
    byCodeText:
      "The data came from another computer, and this one has no keychain? Enter the recovery code that was written down and choose a passphrase, which opens the data here from now on.",
    byCodeAction: "Open and use this passphrase",
    byKeychain: "Back",
  },
  keysMissing: {
    title: "The keys of the data are gone",
    text: "The system's keychain has no key that opens the data on this computer; most likely the system user is another one, or the system was installed anew. The data files are all there and unchanged. Enter the recovery code that was written down.",
    action: "Bring the keys back",
    secrets:
      "The code holds no AppSecret: at first everything can only be read; give each account its AppSecret once more, and all is as before.",
    without: {
      open: "No recovery code? Sync anew…",
      submit: "Set aside and begin anew",
      comesBack:
        "Followers, tags, remarks and the blacklist are still on WeChat: connect the account again, and one sync brings them back.",
      onlyHere:
        "What is only on this computer does not come back: activity and jobs, reasons for blocking, colours and notes of tags, segments, lists and views.",
      kept: "The files that cannot be opened are moved to “set-aside” in the data folder, not deleted; the recovery code is of no use from then on.",
    },
  },
} satisfies Translated<typeof source>;
