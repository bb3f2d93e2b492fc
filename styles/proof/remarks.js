// The one script of a proof: the button below it saves what was written beside the passages, in a file.
const button = document.getElementById("save");
button.addEventListener("click", () => {
  const written = [...document.querySelectorAll("textarea")].filter((field) => field.value.trim());
  const remarks = written.map(({ dataset, value }) => ({ page: dataset.page, msgid: dataset.msgid, remark: value }));
  const { publication, language, fingerprint, file } = button.dataset;
  const text = JSON.stringify({ publication, language, fingerprint, remarks }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = file;
  link.click();
});
