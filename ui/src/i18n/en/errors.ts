// What an error means and what to do now, by its code.

import type { Translated } from "..";
import type source from "../zh-CN/errors";

export default {
  offline: {
    title: "No network connection",
    text: "Check the connection. Followers and tags already on this computer stay usable; what must reach WeChat is tried again later.",
  },
  untrusted: {
    title: "Nothing proves that this is WeChat",
    text: "First see whether this computer's date and time are right; on a public network, sign in to it in a browser. A firewall or proxy of the network may also inspect encrypted connections, or have cut this one off during encryption: ask whoever runs the network to let api.weixin.qq.com through.",
  },
  proxy: {
    title: "The proxy let nothing through",
    text: "Check the proxy under Settings > Connection of this account.",
  },
  timeout: {
    title: "WeChat did not answer in time",
    text: "The network may be slow or WeChat busy. Wait a moment and try again.",
  },
  http: {
    title: "WeChat could not be reached",
    text: "The server answered with {{status}}. If your company uses a proxy, ask the network administrator to allow api.weixin.qq.com.",
  },
  wechat: {
    title: "WeChat did not accept this",
    text: "WeChat's words: “{{message}}”. Try again later; if it stays, copy the number below and send it to a technician.",
  },
  quotaReserved: {
    title: "Today's calls are not enough",
    text: "Beside what is kept for other systems, {{left, number}} are left and {{needed, number}} are needed. It goes on tomorrow by itself; going on now uses what is kept.",
  },
  malformed: {
    title: "WeChat's answer could not be read",
    text: "The answer was kept for inspection and nothing was changed. Try again later.",
  },
  keychainLocked: {
    title: "The system keychain is locked",
    text: "The keys are kept in the system's keychain. Unlock it, then try again.",
  },
  keychainMissing: {
    title: "The system keychain is missing",
    text: "The keys were kept in the system's keychain, which cannot be read now. Sign in as the system user who set it up; the data is untouched.",
  },
  passphraseNeeded: {
    title: "Your passphrase is needed",
    text: "Enter the passphrase you chose for this computer to open the accounts.",
  },
  wrongCode: {
    title: "That is not the recovery code",
    text: "Compare it with what was written down, 25 digits and letters. If another one was made later, only the last one is good.",
  },
  recoveryDamaged: {
    title: "The recovery code is of no use",
    text: "It works together with recovery.json in the data folder, which is damaged or gone. If there is a copy, put it back and try again.",
  },
  wrongPassphrase: {
    title: "That is not the passphrase",
    text: "Try once more. Mind upper and lower case and the input method.",
  },
  accountUnknown: {
    title: "This account is not here",
    text: "It may have just been removed from this computer. Choose another at the top left.",
  },
  accountExists: {
    title: "This account is already on this computer",
    text: "It is called “{{name}}” and can be opened directly.",
  },
  accountUnavailable: {
    title: "This account cannot be opened now",
    text: "See the reason and the next step under Settings > Accounts.",
  },
  invalid: {
    title: "Something is not filled in correctly",
    text: "Follow the notes beside the fields and try again.",
  },
  tagNameTooLong: {
    title: "The tag name is too long",
    text: "At most 10 Chinese characters or 30 letters. Make it shorter.",
  },
  tagNameTaken: {
    title: "There is already a tag “{{name}}”",
    text: "Choose another name, or use the tag that exists.",
  },
  tagLimit: {
    title: "There are already {{limit}} tags",
    text: "WeChat allows at most {{limit}} tags. Delete tags you no longer need first.",
  },
  tagIsSystem: {
    title: "This tag belongs to WeChat",
    text: "WeChat's own tags cannot be renamed or deleted.",
  },
  tagTooLarge: {
    title: "The tag has too many people to be deleted",
    text: "It has {{people, number}} people; WeChat deletes tags of up to {{limit, number}} only. Take the tag off some of them first.",
  },
  tagUnknown: {
    title: "This tag cannot be found",
    text: "It may have been deleted elsewhere. A sync brings the tag list up to date.",
  },
  remarkTooLong: {
    title: "The remark is too long",
    text: "At most 10 Chinese characters or 30 letters. Make it shorter.",
  },
  personTagLimit: {
    title: "Already {{limit}} tags",
    text: "Each follower can carry at most {{limit}} tags. Take one off first.",
  },
  followerUnknown: {
    title: "This follower cannot be found",
    text: "The list may have changed. Close the details and choose again.",
  },
  selectionEmpty: { title: "Nobody is chosen", text: "Choose followers in the list first." },
  resultSetExpired: {
    title: "The list has changed, choose again",
    text: "The earlier list of {{had, number}} people was put away after a long pause.",
  },
  keptLimit: {
    title: "There are {{limit}} already",
    text: "No more are kept. Delete one that is not needed any more.",
  },
  jobUnknown: { title: "This job cannot be found", text: "It may have been cleared. Look in Activity." },
  jobState: { title: "The job has just changed", text: "Look at its state now, then decide what to do." },
  syncRunning: {
    title: "A sync is running",
    text: "One account syncs once at a time. Wait until it has finished.",
  },
  diskFull: {
    title: "The disk is full",
    text: "Free some space, then try again. Everything done so far is saved.",
  },
  readOnly: {
    title: "The data folder cannot be written",
    text: "See that the folder is still there, check its permissions and those of the files in it, then try again.",
  },
  folderInUse: {
    title: "Another Fandesk has the data folder open",
    text: "Only one can use it at a time. Close the other one, perhaps one in a browser or of another user, then try again.",
  },
  fileDamaged: {
    title: "The data file is damaged",
    text: "The damaged file was set aside, not deleted. A new sync brings back what WeChat has.",
  },
  storage: {
    title: "Reading or writing local data failed",
    text: "Try again. If it stays, restart Fandesk.",
  },
  notFound: { title: "This cannot be found", text: "It may have just been deleted or moved." },
  internal: {
    title: "Fandesk ran into a problem",
    text: "You did nothing wrong and no data is lost. Try again; if it stays, copy the number below and send it to support.",
  },
  given: {
    token: { service: "your token service", what: "token" },
    ticket: { service: "your ticket service", what: "ticket" },
  },
  ownService: {
    title: "The token service handed out no token",
    text: "Ask the technician who looks after it. WeChat is fine.",
  },
  services: {
    unreachable: {
      title: "Cannot reach {{service}}",
      text: "Nothing answers at its address. Check the network and the address, or ask the technician who looks after the service. WeChat has nothing to do with it.",
    },
    untrusted: {
      title: "The certificate of {{service}} is not trusted",
      text: "To be safe, nothing was sent. Ask the technician who looks after the service to check its certificate, and check this computer's clock.",
    },
    silent: {
      title: "No answer from {{service}}",
      text: "It did not answer for a long time. Try again a little later; if it stays so, ask the technician who looks after the service. WeChat has nothing to do with it.",
    },
    status: {
      title: "Error {{status}} from {{service}}",
      text: "This is not an error of WeChat's. 401 and 403 mostly mean a wrong password in a header, 404 a wrong address, 500 and above a fault of the service. Ask the technician who looks after it.",
    },
    notJson: {
      title: "The answer of {{service}} cannot be read",
      text: "It is not in the agreed form (JSON), perhaps a login page. Check the address, or ask the technician who looks after the service.",
    },
    nothingThere: {
      title: "No {{what}} in the answer of {{service}}",
      text: "There is nothing at the given place. Ask your technician where the {{what}} is in the answer.",
    },
    notAValue: {
      title: "What {{service}} hands out is no {{what}}",
      text: "At the given place there is nothing, or something else. Ask your technician where the {{what}} is in the answer.",
    },
    rejected: {
      title: "WeChat does not accept the {{what}} of {{service}}",
      text: "It was asked once more, and WeChat did not accept that token either. The service may hold an old token, or one of another account. Ask the technician who looks after it.",
    },
  },
  credentialsMissing: {
    title: "Waits for credentials",
    text: "This computer keeps nothing that opens the account. Enter it again, and the sync and the changes that stopped go on; what is on this computer stays usable.",
  },
  offlines: {
    name: {
      title: "WeChat's server cannot be found",
      text: "This computer is not connected, or the network's name service (DNS) does not know the API address. Check the network; if other sites open, check the API address (under Advanced while connecting, later in this account's connection settings). What is unfinished is tried again by itself.",
    },
    broken: {
      title: "The connection to WeChat broke off",
      text: "The network is unsteady, or something on the way cut the connection. Nothing to do: it is tried again by itself. If it goes on like this, use another network.",
    },
  },
  proxies: {
    unreachable: {
      title: "The proxy cannot be reached",
      text: "Nothing answers at its address. Check the network, and the proxy's address and port under Settings > Connection of this account.",
    },
    silent: {
      title: "The proxy did not answer in time",
      text: "It may be busy, or its address or port may be wrong. Try again a little later; if it stays so, check the proxy under Settings > Connection of this account.",
    },
    login: {
      title: "The proxy does not take this user name and password",
      text: "These are the proxy's, not WeChat's. Enter them again under Settings > Connection of this account, or ask your network administrator.",
    },
    refused: {
      title: "The proxy did not connect to WeChat",
      text: "It answers, but makes no connection. Ask your network administrator to allow api.weixin.qq.com, port 443, on the proxy.",
    },
    noProxy: {
      title: "This is no proxy of that kind",
      text: "Something answers at the address, but it does not speak the chosen kind of proxy. Check kind (HTTP, HTTPS, SOCKS5) and port under Settings > Connection of this account.",
    },
  },
  fields: {
    notAHeader: "A header's name has letters, digits and hyphens only; its value is one line and not empty",
    notAPath: "Written like data.access_token",
    notATime: "A number from 30 to 7200",
    notAToken: "This does not look like an access_token; copy all of it",
    empty: "Please fill this in",
    tooMuchToKeep:
      "Address and headers together are more than the system's keychain takes (about 1,200 characters). Ask the technician for shorter ones",
    tooLong: "Too long",
    tooShort: "Too short",
    notAnAppId: "An AppID starts with wx and has 18 characters",
    notASecret: "An AppSecret has 32 digits and letters",
    notAnAddress: "Enter a whole address starting with https://",
    notAHost: "Enter the address alone, such as proxy.example.com or 10.0.0.8",
    notAPort: "A port is a number from 1 to 65535",
    insecureAddress: "Use an address starting with https:// so that the AppSecret stays secret",
    tooDeep: "Groups lie too deep inside each other",
    tooManyTags:
      "The chosen people have too many different tags for one change (at most 120): choose fewer at a time",
    characters: "Contains characters that cannot be used",
  },
  remedies: {
    retry: "Try again",
    editAccount: "Check the account settings",
    unlock: "Unlock",
    sync: "Sync now",
    copyAddress: "Copy address {{address}}",
    copyIncident: "Copy the number",
    seeActivity: "Open Activity",
  },
  footer: {
    code: "Code {{code}}",
    rid: "rid {{rid}}",
    details: "Technical details",
    copyAll: "Copy technical details",
    copyRid: "Copy the rid",
    lookUp: "Look this call up",
    server: "WeChat's words: {{message}}",
    dismiss: "Dismiss",
  },
} satisfies Translated<typeof source>;
