/* An answer that is opened far down shows what belongs to it: above the bar of a phone, not behind it. */
document.addEventListener(
  "toggle",
  (event) => {
    const answer = event.target.closest(".asked__answer");
    if (answer?.open) answer.scrollIntoView({ block: "nearest" });
  },
  true,
);
