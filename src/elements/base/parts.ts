/** What a page can style by `::part()`. Each element exports the parts of the elements inside it, at any depth. */
export const parts =
  'heading,form,field,label,hint,input,error,success,submit,button,comment,avatar,author,badge,time,stars,body,actions,vote,star,summary,average,bar,count,notice,reply,panel';
