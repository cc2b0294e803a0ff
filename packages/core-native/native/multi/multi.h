#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <initializer_list>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "addon.h"
#include "multi/easy_set.h"
#include "multi/loop_driver.h"
#include "multi/start_queue.h"
#include "multi/turn_scope.h"
#include "network/network_thread.h"
#include "support/closable.h"
#include "support/status.h"

namespace curlew {

class Easy;

// One CURLM multi handle. Either the caller drives it (perform, poll, infoRead), or attach() hands it to the event loop
// for good. Its JavaScript side is src/multi/multi.ts; users never see this object.
class Multi final : public Napi::ObjectWrap<Multi>, public Closable, public LoopDriver::Owner, public JsWakeup::Owner {
 public:
  static Napi::Function Define(Napi::Env env);
  // The calls by number.
  static void ExportCalls(Napi::Object exports, Addon* addon);

  explicit Multi(const Napi::CallbackInfo& info);
  ~Multi() override;

  void CloseAtExit() override;

  // True while libcurl is on the stack for this multi: it refuses nearly everything then, some of it silently.
  bool IsInside() const { return inside_ > 0; }
  // How often libcurl was asked to go on with its transfers.
  uint64_t runs() const { return runs_; }
  // Around a call of libcurl that is made for one of the handles and may call back.
  void EnterLibcurl() { ++inside_; }
  void LeaveLibcurl() { --inside_; }
  // The read callback has told libcurl that the body is over.
  void UploadEnds(Easy* easy);
  // Ends the stay of a handle that is being closed or collected.
  void Detach(Easy* easy);

  // Of the transfers that need no event loop; nullptr unless it was attached with one.
  NetworkThread* network() const { return network_.get(); }
  // The network thread whose transfers use the same shares as those of the event loop; nullptr for none.
  std::shared_ptr<NetworkThread> NetworkBeside() const { return network_ ? network_ : neighbour_.lock(); }

  // For the queues of its handles (multi_queues.cc). Whether the event loop drives it.
  bool IsAttached() const { return driver_ != nullptr; }
  // Notifies JavaScript of the news of the handle's queue, in this turn or the next.
  void HasNews(Easy* easy);
  // Whether the handle is held by its queue.
  void CountHeld(Easy* easy, bool held);
  // A queue that the network thread fills was read, or found empty.
  void QueueWasRead(Easy* easy);
  // The handle is not held any more.
  void GoOn(Easy* easy);
  // The time, as of uv_hrtime(), until which bodies may be decoded in this turn. Later, the rest of the handle's body
  // waits.
  uint64_t DecodeDeadline();
  void DecodeLater(Easy* easy);

 private:
  // Elements of the multi's JavaScript object with what native code calls. Not native references: the functions close
  // over the Multi of src/multi/multi.ts, and that circle must stay visible to the garbage collector.
  enum Slot : uint32_t { kDrainSlot, kSocketSlot, kTimerSlot, kNotifySlot, kThrownSlot };
  // Named by number, for libcurl before 8.17.
  static constexpr CURLMoption kNotifyFunction = static_cast<CURLMoption>(CURLOPTTYPE_FUNCTIONPOINT + 18);

  // Marks libcurl as being on the stack.
  class Inside {
   public:
    // The network thread may use the same share.
    explicit Inside(Multi* multi) : visit_(multi->NetworkBeside()), multi_(multi) { multi_->EnterLibcurl(); }
    ~Inside() { multi_->LeaveLibcurl(); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    NetworkVisit visit_;
    Multi* multi_;
  };

  // JavaScript has asked for something while libcurl was on the stack: to be done in a turn afterwards.
  void Postpone();

  // The easy handle with the number that JavaScript gave.
  Easy* EasyOf(napi_value id) const;
  Status CheckUsable() const;
  // A callback of the multi that threw makes a failure of what libcurl thought well.
  int Outcome(int status) const { return status == kOk && thrown_ ? CURLM_ABORTED_BY_CALLBACK : status; }
  Napi::Value NumberOr(int status, double number);

  Napi::Value GetId(const Napi::CallbackInfo& info);
  Napi::Value Add(const Napi::CallbackInfo& info);
  Napi::Value Remove(const Napi::CallbackInfo& info);
  Napi::Value SetOpt(const Napi::CallbackInfo& info);
  Napi::Value Perform(const Napi::CallbackInfo& info);
  Napi::Value Poll(const Napi::CallbackInfo& info);
  Napi::Value Wakeup(const Napi::CallbackInfo& info);
  Napi::Value Timeout(const Napi::CallbackInfo& info);
  Napi::Value SocketAction(const Napi::CallbackInfo& info);
  Napi::Value SocketAll(const Napi::CallbackInfo& info);
  Napi::Value Assign(const Napi::CallbackInfo& info);
  Napi::Value Notify(const Napi::CallbackInfo& info);
  Napi::Value GetOfft(const Napi::CallbackInfo& info);
  Napi::Value Connections(const Napi::CallbackInfo& info);
  Napi::Value FdSet(const Napi::CallbackInfo& info);
  Napi::Value Select(const Napi::CallbackInfo& info);
  Napi::Value InfoRead(const Napi::CallbackInfo& info);
  Napi::Value Attach(const Napi::CallbackInfo& info);
  Napi::Value Close(const Napi::CallbackInfo& info);

  // JavaScript's socket, timer and notify callbacks (multi_callbacks.cc).
  static bool IsCallback(int64_t option);
  int SetCallback(CURLMoption option, napi_value value);
  int CallJs(Slot slot, std::initializer_list<double> numbers);
  static int OnSocket(CURL* curl, curl_socket_t socket, int what, void* multi, void* assigned);
  static int OnTimer(CURLM* curl, long timeout_ms, void* multi);
  static void OnNotify(CURLM* curl, unsigned int notification, CURL* easy, void* multi);
  Napi::Value TakeThrown(const Napi::CallbackInfo& info);
  void ReportThrown();

  CURLMcode CollectWaits(std::vector<curl_waitfd>* waits);
  CURLMcode AddToLibcurl(Easy* easy);
  CURLMcode RemoveFromLibcurl(Easy* easy);
  // Out of this multi, whatever libcurl says.
  void Release(Easy* easy);
  // libcurl has let go of it, or never had it.
  void EndStay(Easy* easy);
  void Record(size_t index, uint32_t id, int code);
  // How many records the results of the network thread took.
  size_t RecordResults(const std::vector<NetworkThread::Result>& results);
  // How many records the news of queues took; `count` are there already.
  size_t RecordNews(size_t count);
  void GoOnHeld();
  void DecodeWaiting();
  void ForgetQueueOf(Easy* easy);
  // Its transfer has ended, and it leaves; how many records that took.
  size_t RecordEnd(size_t index, Easy* easy, CURLcode code);
  void CloseHandle();
  // Holds this object, and the loop open, exactly while an attached multi has transfers.
  void UpdateActivity();

  // JavaScript has dropped this object, and Node frees it one turn of the event loop later. An event may come in
  // between.
  bool IsCollected() const { return Value().IsEmpty(); }

  // LoopDriver::Owner.
  void Turn(const LoopDriver::Work& work) override;
  void StartWaiting();
  // JsWakeup::Owner: the network thread has results.
  void OnWakeup() override;
  bool AttachNetwork();
  bool CanBeBeside(Easy* easy);
  CURLMcode SetNumber(CURLMoption option, int64_t number);
  static CURLMcode SetNumberOf(CURLM* handle, CURLMoption option, int64_t number);
  void Drain(TurnScope* scope);
  bool CallDrain(size_t count);

  napi_env env_;
  std::shared_ptr<Addon> addon_;
  const uint32_t id_;
  int inside_ = 0;
  uint64_t runs_ = 0;
  bool active_ = false;
  bool moving_ = false;          // the loop is held open
  bool adding_ = false;          // curl_multi_add_handle is on the stack
  bool adding_refused_ = false;  // and the timer callback does not want the handle
  bool muted_ = false;           // JavaScript cannot be called
  bool thrown_ = false;          // a callback of the multi threw, and nobody was told yet
  bool broken_ = false;          // libcurl failed as a whole in this turn
  bool flush_ = false;  // JavaScript asked for something while libcurl was on the stack: give it a turn afterwards
  bool in_turn_ = false;
  bool has_loop_ = false;  // the event loop can drive transfers
  EasySet easys_;
  StartQueue starts_;
  // Transfers that have failed without a message of libcurl's, with their codes: JavaScript is notified in this turn.
  std::vector<std::pair<uint32_t, CURLcode>> failures_;
  std::vector<Easy*> with_news_;
  std::vector<Easy*> going_on_;  // asked for while libcurl was on the stack
  std::vector<Easy*> decoding_;  // whose bodies wait to be decoded
  std::vector<Easy*> decoded_;   // that are so now, and libcurl has done with them
  uint64_t decode_deadline_ = 0;
  size_t held_ = 0;  // handles that wait for the reader of their queue
  // [id, code] pairs of the transfers finished in this turn, written here and read by src/multi/multi.ts: memory that
  // both sides see costs nothing per value to cross.
  Napi::Reference<Napi::Int32Array> records_;
  int32_t* record_data_ = nullptr;
  size_t record_capacity_ = 0;
  std::unique_ptr<Napi::AsyncContext> async_context_;
  // To what is in kDrainSlot, which keeps it: a look at an element costs many times as much, once a turn.
  Napi::FunctionReference drain_;

  // Destroyed in reverse: the driver's uv handles go before the CURLM that they would call.
  CURLM* handle_ = nullptr;
  std::unique_ptr<LoopDriver> driver_;
  std::shared_ptr<NetworkThread> network_;
  std::map<CURLMoption, int64_t> numbers_;  // options set before there is a network thread
  std::weak_ptr<NetworkThread> neighbour_;  // another multi's
};

}  // namespace curlew
