// The words of the workspace: forms, many tickets at once, the next ticket, the overview.
export const workspace_zh = {
    "conversation.older": "还有更早的 {count} 条",
    "form.currency": "{label}的币种",
    "wrong.required": "请填写这一项",
    "wrong.phone": "请检查电话号码",
    "wrong.number": "请填写数字,例如 12.5",
    "wrong.date": "请检查日期",
    "wrong.deeper": "请选到最后一级",
    "wrong.long": "内容太长了,请精简一些",
} as const;

export const workspace_en: Record<keyof typeof workspace_zh, string> = {
    "conversation.older": "{count} older ones",
    "form.currency": "Currency of {label}",
    "wrong.required": "Please fill this in",
    "wrong.phone": "Please check the phone number",
    "wrong.number": "Please enter a number such as 12.5",
    "wrong.date": "Please check the date",
    "wrong.deeper": "Please choose down to the last level",
    "wrong.long": "This is too long",
};
