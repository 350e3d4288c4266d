// What WeChat's own error codes mean for the person at the desk, and what to do now.

export default {
  "45009": {
    title: "今天的调用次数已用完",
    action: "微信限制每天的调用次数。剩下的会等额度恢复（按北京时间的日期）后自动继续，不用守着。",
  },
};
