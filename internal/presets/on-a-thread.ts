import { Multi } from '@curlew/core-native';

/** Runs a suite once more with libcurl on a thread, wherever the event loop would drive a multi: CURLEW_TEST_THREAD=1. */
const { attach } = Multi.prototype;
Multi.prototype.attach = function onAThread(listener, options) {
  return attach.call(this, listener, { ...options, thread: true });
};
