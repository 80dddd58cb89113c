/** What a page can style by `::part()`: each element passes on what stands in it, however deep. */
export const parts =
  'heading,form,field,label,hint,input,error,success,submit,button,comment,avatar,author,badge,time,stars,body,actions,vote,star,summary,average,bar,count,notice,reply,panel';
