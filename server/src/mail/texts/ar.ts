import type { MailTexts, NoticeEvent } from './en.js';

const noticed: Record<NoticeEvent, string> = {
  published: 'تعليق جديد',
  held: 'في انتظار مراجعتك',
  reported: 'أُبلغ عنه',
};

/** Numbers are in brackets or after a colon, because Arabic nouns have different forms for two, few and many. */
const ar: MailTexts = {
  codeSubject: (site) => `رمزك لموقع ${site}`,
  code: 'لتسجيل الدخول، أدخل هذا الرمز في الصفحة:',
  codeMinutes: (minutes) => `مدة صلاحيته بالدقائق: ${minutes}.`,
  codeNotYou: 'إن لم تكن قد طلبته فربما أخطأ أحدهم في كتابة عنوانه. ليس عليك فعل شيء.',
  testSubject: (site) => `رسالة تجربة من ${site}`,
  test: 'أُرسلت هذه الرسالة لتجربة الإعدادات، وقد وصلت.',
  confirmSubject: (site) => `هل تريد رسائل من ${site}؟`,
  confirmReplies: (title) => `طلب أحدهم أن تصل الردود على تعليقه في «${title}» بالبريد إلى هذا العنوان.`,
  confirmThread: (title) => `طلب أحدهم أن تصل التعليقات الجديدة في «${title}» بالبريد إلى هذا العنوان.`,
  confirmLink: 'نعم، راسلوني',
  confirmNotYou: 'إن لم تكن أنت فلا تفعل شيئًا، ولن تصلك رسائل أخرى.',
  replySubject: (author, title) => `رد من ${author}: ${title}`,
  commentSubject: (author, title) => `تعليق من ${author}: ${title}`,
  repliesSubject: (count, title) => `تعليقات جديدة (${count}): ${title}`,
  wrote: (author) => `كتب ${author}:`,
  someone: 'أحدهم',
  readLink: 'اقرأ ورُدّ',
  more: (count) => `وتعليقات أخرى (${count}).`,
  whyReplies: 'تصلك هذه الرسالة لأنك طلبت الردود على تعليقك.',
  whyThread: 'تصلك هذه الرسالة لأنك تتابع هذه التعليقات.',
  endLink: 'لا أريد رسائل أخرى عن هذا',
  noticeSubject: (event, author, title) => `${noticed[event]}: ${author}، ${title}`,
  noticesSubject: (count) => `تعليقات تنتظر نظرك (${count})`,
  notice: (event, author, title) => `${noticed[event]}: ${author} في «${title}»`,
  moderateLink: 'افتحه',
  whyModerator: 'تصلك هذه الرسالة لأنك من مشرفي هذا الموقع.',
  page: {
    unknown: 'هذا الرابط غير صالح',
    unknownMore: 'ربما قُطع جزء منه في الرسالة.',
    confirm: 'هل تريد رسائل عن هذه التعليقات؟',
    confirmMore: 'في كل رسالة رابط تنهيها به.',
    confirmButton: 'نعم، راسلوني',
    confirmed: 'ستصلك الرسائل',
    confirmedMore: 'في كل رسالة رابط تنهيها به.',
    tooLate: 'لم يعد هذا الرابط صالحًا',
    tooLateMore: 'اطلب ذلك من جديد في الصفحة.',
    end: 'هل تريد إنهاء الرسائل عن هذه التعليقات؟',
    endButton: 'إنهاء هذه الرسائل',
    ended: 'لن تصلك رسائل عن هذه التعليقات بعد الآن',
    endedMore: 'يمكنك طلبها من جديد في الصفحة.',
  },
  signIn: {
    done: 'تم تسجيل دخولك',
    doneMore: 'يمكنك إغلاق هذه النافذة.',
    failed: 'لم يتم تسجيل دخولك',
    why: {
      page: 'الصفحة التي أتيت منها لا يحق لها عرض هذا الدخول، أو تعرضه على نحو خاطئ.',
      elsewhere: 'لم يبدأ تسجيل الدخول هذا في هذا المتصفح، أو بدأ قبل وقت طويل.',
      nameless: 'ليس لحسابك هناك اسم يمكن عرضه. أضف إليه اسمًا ثم سجّل الدخول من جديد.',
      cancelled: 'أُلغي تسجيل الدخول.',
      refused: 'لم ينجح تسجيل الدخول.',
      unreachable: 'يتعذر الآن الوصول إلى الخدمة التي تسجّل الدخول بها.',
    },
    again: 'يمكنك إغلاق هذه النافذة والمحاولة من جديد.',
    back: 'العودة إلى الصفحة',
  },
};

export default ar;
