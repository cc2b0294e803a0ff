#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "addon.h"
#include "body/answer_rules.h"
#include "body/byte_queue.h"
#include "body/final_headers.h"
#include "body/upload_pipe.h"
#include "decode/body_decoder.h"
#include "easy/chunk_view.h"
#include "easy/option_table.h"
#include "easy/sinks.h"
#include "easy/source.h"
#include "mime.h"
#include "multi/stay.h"
#include "support/closable.h"
#include "support/owned.h"
#include "support/status.h"

namespace curlew {

class BodyQueue;
class Multi;
class NetworkThread;
class Share;
struct DataOption;

// One CURL easy handle. Its JavaScript side is src/easy/easy.ts; users never see this object.
class Easy final : public Napi::ObjectWrap<Easy>, public Closable {
 public:
  static Napi::Function Define(Napi::Env env);
  // The calls by number.
  static void ExportCalls(Napi::Object exports, Addon* addon);
  // The handle behind a JavaScript object; nullptr when the object is not an Easy of this addon.
  static Easy* From(Napi::Env env, napi_value value);
  // The one behind a handle of libcurl's; nullptr for those that it makes for itself.
  static Easy* OwnerOf(CURL* curl);

  explicit Easy(const Napi::CallbackInfo& info);
  ~Easy() override;

  void CloseAtExit() override;

  // For Multi.
  CURL* curl() const { return handle_.get(); }
  uint32_t id() const { return id_; }
  Multi* multi() const { return multi_; }
  bool IsPerforming() const { return performing_; }
  void BeginTransfer();
  void EnterMulti(Multi* multi, bool on_loop) {
    multi_ = multi;
    on_loop_ = on_loop;
    sinks_.set_body_env(on_loop ? env_ : nullptr);
  }
  // Its transfer is to run on that thread, which calls no JavaScript and no Node.
  void EnterNetwork(Multi* multi, NetworkThread* network);
  // The thread that has it; nullptr for none.
  NetworkThread* network() const { return network_; }
  // Whether its transfer calls no JavaScript, and uses nothing that the thread must not use.
  bool CanRunOn(NetworkThread* network) const;
  // The thread whose transfers use the same share; nullptr for none.
  std::shared_ptr<NetworkThread> NetworkOfShare() const;
  void LeaveMulti();
  Stay& stay() { return stay_; }
  // For Share: ends the use of the share, on both sides.
  void LeaveShare();
  bool IsIdle() const { return !multi_ && !performing_; }
  // An exception of a callback fails the transfer even if libcurl ignores the callback's answer (DEBUG).
  CURLcode ResultOf(CURLcode code) const {
    if (sinks_.exceeded()) return CURLE_FILESIZE_EXCEEDED;
    if (decoding_failed_) return CURLE_BAD_CONTENT_ENCODING;
    return code == CURLE_OK && thrown_ ? CURLE_ABORTED_BY_CALLBACK : code;
  }

  // For the callbacks: calls the JavaScript function in `slot`. False when it threw or the environment is shutting
  // down; the thrown value is then kept for Thrown, and the transfer must be aborted.
  bool CallJs(size_t slot, size_t argc, const napi_value* argv, napi_value* result);
  // As above, for one of several functions in the array of `slot`.
  bool CallJsElement(size_t slot, uint32_t index, size_t argc, const napi_value* argv, napi_value* result);
  bool HasCallback(size_t slot) const { return slot < 64 && (callbacks_ >> slot & 1); }
  bool WantsView(size_t slot) const { return views_ >> slot & 1; }
  Sinks& sinks() { return sinks_; }
  // The read or write callback in JavaScript has paused its direction.
  void NoteSendPaused() { send_paused_ = true; }
  void NoteReceivePaused() { receive_paused_ = true; }

  // The queue for the body of its transfer, nullptr for none (easy_queue.cc).
  BodyQueue* queue() const { return queue_; }
  void EndQueue();
  // Delivers the callbacks' data to the queue.
  void SeeHeaderLine(const char* line, size_t size);
  size_t QueueBody(const char* bytes, size_t size);
  // The events of the running response for JavaScript: bits of BodyQueue::News.
  int TakeNews();
  // The reader of the queue has made room.
  void GoOnReceiving();
  // The combined pauses, as libcurl expects them.
  CURLcode ApplyPause();

  // A body on its way to memory or a descriptor, decoded on request (easy_decoding.cc).
  size_t CollectBody(const char* bytes, size_t size);
  // kSome: the deadline, as of uv_hrtime(), has passed first.
  enum class Decoded { kAll, kSome, kFailed };
  Decoded DecodeMore(uint64_t deadline);
  // Something waits to be decoded.
  bool IsDecoding() const { return decode_pending_; }
  // The transfer has ended with this code; returns the code to report to JavaScript.
  CURLcode EndBody(CURLcode code);
  // The queue is full and is not being read: the transfer rests until it is.
  bool IsHeld() const { return held_; }
  // For a network thread: ends a rest for a full queue, or for bytes of the upload, if its reason is gone. Returns
  // whether it did.
  bool EndRest();
  bool EndUploadRest();
  // Gives JavaScript the bytes of the queue so far. True if it must be notified of them, or of the upload.
  bool FlushPipes();
  // Takes the events of the queue and the upload.
  int TakePipeNews();
  // A network thread takes the upload from JavaScript (easy_upload.cc).
  bool IsUploadPiped() const { return network_ && upload_; }
  size_t ReadUpload(char* target, size_t room);
  int SeekUpload(curl_off_t offset, int origin);
  Source& source() { return source_; }
  ChunkView& view() { return view_; }
  napi_env env() const { return env_; }
  uintptr_t socket_token() const { return socket_token_; }
  void set_socket_token(uintptr_t token) { socket_token_ = token; }

  // The setters of the options that are pointers (easy_data.cc); nullptr for other options.
  static const DataOption* FindData(CURLoption option);

 private:
  friend struct DataOption;

  // Marks libcurl as being on the stack for a call outside of a transfer. Even curl_easy_setopt calls back (DEBUG).
  class Inside {
   public:
    explicit Inside(Easy* easy);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Easy* easy_;
    Multi* multi_;  // cannot be left meanwhile
  };

  // True while libcurl is on the stack and may be using this handle.
  bool IsInside() const;
  // The event loop must not be held up.
  bool IsOnLoop() const;
  uint64_t DecodeDeadline() const;
  bool IsRunning() const { return performing_ || multi_; }
  // libcurl may have read the options already. In a multi it does so when the multi runs for the first time.
  bool HasBegun() const;
  // A call from JavaScript that uses the handle, in a visit to the network thread that may be using it.
  template <Napi::Value (Easy::*call)(const Napi::CallbackInfo&)>
  Napi::Value Visiting(const Napi::CallbackInfo& info);
  // The same for a call that also uses the data that the handle shares.
  template <Napi::Value (Easy::*call)(const Napi::CallbackInfo&)>
  Napi::Value VisitingShared(const Napi::CallbackInfo& info);
  Status CheckIdle() const;

  // Lifecycle (easy.cc).
  bool ApplyDefaults();
  bool ApplyIdentity();
  bool CopyFrom(const Easy& original);
  Napi::Value Perform(const Napi::CallbackInfo& info);
  Napi::Value Reset(const Napi::CallbackInfo& info);
  Napi::Value Close(const Napi::CallbackInfo& info);
  Napi::Value Pause(const Napi::CallbackInfo& info);
  Napi::Value GetId(const Napi::CallbackInfo& info);
  Napi::Value GetRunning(const Napi::CallbackInfo& info);
  Napi::Value ErrorDetail(const Napi::CallbackInfo& info);
  Napi::Value Thrown(const Napi::CallbackInfo& info);
  bool CallFunction(napi_value function, size_t argc, const napi_value* argv, napi_value* result);
  void ForgetThrown();
  void ReleaseCallbacks();
  void DropOwned();

  // Received data (easy_body.cc).
  Napi::Value TakeBody(const Napi::CallbackInfo& info);
  Napi::Value SetBodyLimit(const Napi::CallbackInfo& info);
  Napi::Value SetSendOnce(const Napi::CallbackInfo& info);
  Napi::Value SpillTo(const Napi::CallbackInfo& info);
  Napi::Value CloseSpilled(const Napi::CallbackInfo& info);
  Napi::Value TakeBodyInto(const Napi::CallbackInfo& info);
  Napi::Value TakeHeaderBlockInto(const Napi::CallbackInfo& info);
  Napi::Value TakeInto(ByteBuffer& bytes, const Napi::CallbackInfo& info);
  Napi::Value TakeHeaderBlock(const Napi::CallbackInfo& info);
  Napi::Value ViewCopy(const Napi::CallbackInfo& info);
  Napi::Value Bytes(ByteBuffer& buffer);

  // The queue (easy_queue.cc).
  Napi::Value OpenQueue(const Napi::CallbackInfo& info);
  void TellOfHeaders();
  void TellOfNews();
  Napi::Value TellRedirects(const Napi::CallbackInfo& info);
  bool IsUnwanted(size_t size) const;
  // JavaScript was notified of the redirect, and will follow it.
  bool IsToldRedirect() const { return tells_redirects_ && final_headers_.redirect(); }
  uint64_t AnnouncedLength() const;
  // A network thread brings the body to its queue.
  bool IsPiped() const { return network_ && queue_; }
  size_t PipeBody(const char* bytes, size_t size);
  bool MustRest();
  void HoldReceiving();
  CURLcode EndQueued(CURLcode code);

  // The upload (easy_upload.cc).
  Napi::Value OpenUpload(const Napi::CallbackInfo& info);
  Napi::Value GiveUpload(const Napi::CallbackInfo& info);
  Napi::Value FailUpload(const Napi::CallbackInfo& info);
  Napi::Value CloseUpload(const Napi::CallbackInfo& info);
  void KeepThrown(napi_value thrown);

  // Decoding (easy_decoding.cc).
  Napi::Value SetDecoding(const Napi::CallbackInfo& info);
  void BeginBody();
  size_t DecodeBody(const char* bytes, size_t size);
  Room BodyRoom(size_t hint);
  bool CommitBody(const Room& room, size_t count);
  Decoded Decode(ByteSpan* in, uint64_t deadline);
  void DropDecoder();

  // Options (easy_options.cc): one setter per kind.
  Napi::Value SetOpt(const Napi::CallbackInfo& info);
  int SetLong(const OptionRow& row, napi_value value);
  int SetOffT(const OptionRow& row, napi_value value);
  int SetString(const OptionRow& row, napi_value value);
  int SetSlist(const OptionRow& row, napi_value value);
  int SetBlob(const OptionRow& row, napi_value value);
  int SetCallback(const OptionRow& row, napi_value value, bool as_view);
  Status CheckNumber(CURLoption option, int64_t number) const;
  template <typename T>
  void Replace(std::shared_ptr<T>* kept, std::shared_ptr<T> value);

  // Options that are pointers (easy_data.cc).
  int SetShare(CURLoption option, napi_value value);
  int SetUrl(CURLoption option, napi_value value);
  int SetMime(CURLoption option, napi_value value);
  int SetPostFields(CURLoption option, napi_value value);
  int SetSinkDescriptor(CURLoption option, napi_value value);
  int SetSource(CURLoption option, napi_value value);
  int SetStderr(CURLoption option, napi_value value);
  int SetStreamDependency(CURLoption option, napi_value value);
  void ForgetShare();

  // Infos and headers (easy_info.cc, easy_headers.cc), and several at once (easy_outcome.cc).
  Napi::Value GetNumbers(const Napi::CallbackInfo& info);
  Napi::Value TakeOutcome(const Napi::CallbackInfo& info);
  Napi::Value GetInfo(const Napi::CallbackInfo& info);
  Napi::Value Header(const Napi::CallbackInfo& info);
  Napi::Value Headers(const Napi::CallbackInfo& info);

  // An open connection used as a pipe (easy_connection.cc), and its TLS sessions (easy_sessions.cc).
  Napi::Value Send(const Napi::CallbackInfo& info);
  Napi::Value Recv(const Napi::CallbackInfo& info);
  CURLcode SetWsOptions(long options);
  Napi::Value WsSend(const Napi::CallbackInfo& info);
  Napi::Value WsRecv(const Napi::CallbackInfo& info);
  Napi::Value WsStartFrame(const Napi::CallbackInfo& info);
  Napi::Value WsMeta(const Napi::CallbackInfo& info);
  Napi::Value Upkeep(const Napi::CallbackInfo& info);
  Napi::Value ExportSessions(const Napi::CallbackInfo& info);
  Napi::Value ImportSession(const Napi::CallbackInfo& info);

  napi_env env_;
  std::shared_ptr<Addon> addon_;
  uint32_t id_ = 0;
  Multi* multi_ = nullptr;  // cleared by the side that ends the stay: exactly one of Multi and Easy calls LeaveMulti
  NetworkThread* network_ = nullptr;  // cleared with multi_
  Stay stay_;
  bool on_loop_ = false;     // the event loop runs, or ran, its last transfer
  Share* share_ = nullptr;   // cleared by the side that goes first
  bool performing_ = false;  // curl_easy_perform is on the stack
  bool closing_ = false;     // curl_easy_cleanup is on the stack
  int inside_ = 0;           // other calls of libcurl that are on the stack
  bool thrown_ = false;      // a callback threw; later callbacks of this transfer abort at once
  uint64_t callbacks_ = 0;   // bit per slot with a JavaScript function
  uint64_t views_ = 0;       // those that asked for a view of the chunk instead of a copy
  uintptr_t socket_token_ = 0;

  // The reasons why the running transfer is paused: curl_easy_pause takes all of them at once.
  bool receive_paused_ = false;
  bool send_paused_ = false;
  bool held_ = false;
  bool awaits_upload_ = false;

  BodyQueue* queue_ = nullptr;     // cleared by EndQueue
  uint64_t queued_ = 0;            // bytes delivered to the queue
  uint64_t expected_ = 0;          // the announced length, 0 without one
  bool decodes_ = false;           // setDecoding
  bool reads_url_object_ = false;  // CURLU
  bool tells_redirects_ = false;   // onRedirect
  long ws_options_ = 0;            // WS_OPTIONS
  bool body_begun_ = false;        // its first byte has come
  bool body_unwanted_ = false;     // the rest of a redirect's body is discarded
  bool decode_pending_ = false;    // libcurl is paused until the received bytes are decoded
  bool decoding_failed_ = false;
  std::unique_ptr<BodyDecoder> decoder_;
  ByteQueue undecoded_;
  AnswerRules answer_rules_;
  FinalHeaders final_headers_;

  Sinks sinks_;
  Source source_;
  // For an upload that JavaScript gives, if a network thread runs its transfer; otherwise the read callback is called.
  std::unique_ptr<UploadPipe> upload_;
  ChunkView view_;
  // The texts that JavaScript had from TakeOutcome last; a string is made only when the text differs.
  std::string told_url_;
  std::string told_primary_ip_;
  char error_[CURL_ERROR_SIZE] = {0};
  // Data that libcurl only points to; shared with duplicates. Replacing a value frees the old one.
  std::unordered_map<int, std::shared_ptr<void>> kept_;
  std::shared_ptr<const std::string> post_fields_;
  MimeHandle mime_;
  // Values replaced while a transfer that may still read them is running; freed when it has ended.
  std::vector<std::shared_ptr<const void>> retired_;

  // Declared last, so destroyed first, while everything that it points to still exists.
  EasyHandle handle_;
};

// A pointer option and its setter.
struct DataOption {
  CURLoption id;
  int (Easy::*set)(CURLoption option, napi_value value);
};

}  // namespace curlew
