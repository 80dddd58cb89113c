/*
 * Comments as blogs get them, made for this: of each language some that a moderator would take for spam, and some that
 * readers write, links included.
 */
export const comments = {
  en: {
    spam: [
      'I really love your blog! I made $5,000 last month working from home, see how: https://easy-cash-now.example/start',
      'Cheap viagra and cialis without prescription, fast delivery worldwide https://pills-4u.example',
      'Great article, very informative. Our SEO experts can bring your website to the first page of Google, contact us today at https://rank-fast.example',
      'Best online casino with 200% welcome bonus, play slots and win real money now https://lucky-spin.example/bonus',
      'I was heartbroken until Dr. Ambrose cast a love spell and my husband came back. WhatsApp +234 555 0199 or write to drambrose@spell.example',
      'Buy Instagram followers and likes, instant delivery, lowest price guaranteed! https://followers.example',
      'Crypto signals that turned my 500$ into 12,000$ in a week, join the Telegram group https://t.example/signals',
      'Replica Rolex and Louis Vuitton bags up to 80% off, free shipping https://luxury-outlet.example https://watches.example',
    ],
    ham: [
      'The second half is where it gets interesting. I ran the same benchmark on an old laptop and my numbers were nearly the same as yours.',
      'I think you got the order of the two steps wrong: the cache has to be cleared before the index is rebuilt.',
      'Thanks, this saved me an afternoon. The error message had me looking in the wrong place.',
      'Have you looked at what SQLite does here? Their documentation explains it well: https://sqlite.org/wal.html',
      'My grandmother made this with buttermilk instead of yoghurt, and a little less sugar. It works well with rye flour, too.',
      'Could you share the settings that you used for the last picture? The light is wonderful.',
      'I disagree. Most people who rent in this city cannot choose, and the statistics that you cite say nothing about them.',
      'The link to the source code seems to be broken, I get a 404.',
    ],
  },
  de: {
    spam: [
      'Jetzt Kredit ohne Schufa sofort beantragen, Auszahlung in 24 Stunden https://sofort-kredit.example',
      'Verdienen Sie 3000 Euro pro Woche von zu Hause, kostenlose Anmeldung hier https://geld-online.example',
      'Potenzmittel günstig und rezeptfrei bestellen, diskreter Versand https://apotheke-billig.example',
      'Online Casino Bonus ohne Einzahlung, jetzt spielen und gewinnen https://casino-de.example',
      'Führerschein online kaufen, ohne Prüfung, registriert, schreiben Sie uns auf WhatsApp +49 555 0123',
    ],
    ham: [
      'Danke für die Anleitung, bei mir hat es erst funktioniert, nachdem ich den Dienst neu gestartet hatte.',
      'Der zweite Absatz stimmt so nicht ganz: Die Verordnung gilt erst ab dem nächsten Jahr.',
      'Ich backe das seit Jahren mit Dinkelmehl, der Teig braucht dann etwas weniger Wasser.',
      'Gibt es die Bilder auch in höherer Auflösung? Das dritte würde ich gern ausdrucken.',
      'Sehr schöner Text, er hat mich an meine eigene Schulzeit erinnert.',
    ],
  },
  fr: {
    spam: [
      'Gagnez 500 euros par jour grâce au trading automatique, inscription gratuite https://trading-facile.example',
      'Viagra pas cher sans ordonnance, livraison rapide et discrète https://pharma-fr.example',
      'Grand voyant médium africain, retour de l’être aimé en 7 jours, appelez le +33 555 0177',
      'Crédit rapide entre particuliers, offre de prêt sérieuse à 2%, contactez pret.rapide@credit.example',
      'Casino en ligne, 100 tours gratuits sans dépôt, jouez maintenant https://casino-fr.example',
    ],
    ham: [
      'Merci pour cet article, la partie sur les index m’a beaucoup aidé à comprendre le problème.',
      'Je ne suis pas d’accord avec la conclusion : les chiffres de 2023 montrent le contraire.',
      'J’ai essayé la recette ce week-end, j’ai dû ajouter un peu d’eau mais le résultat était excellent.',
      'Est-ce que quelqu’un sait si cela fonctionne aussi avec la version précédente ?',
      'La deuxième photo est magnifique, où a-t-elle été prise ?',
    ],
  },
  es: {
    spam: [
      'Gana dinero desde casa, 2000 dólares por semana sin experiencia https://dinero-facil.example',
      'Comprar viagra barata sin receta, envío gratis https://farmacia-es.example',
      'Préstamos rápidos sin aval, escríbenos a prestamos@credito.example y recibe tu dinero hoy',
      'El mejor casino online con bono de bienvenida, juega ahora https://casino-es.example',
      'Amarres de amor efectivos, recupera a tu pareja en tres días, WhatsApp +52 555 0111',
    ],
    ham: [
      'Gracias por el tutorial, me ha servido para arreglar el error de la instalación.',
      'No estoy de acuerdo con el último párrafo, la ley dice otra cosa sobre los contratos.',
      'Hice la receta con harina integral y quedó muy bien, aunque tardó un poco más en el horno.',
      '¿Podrías explicar mejor cómo se configura el servidor en el segundo paso?',
      'Me ha encantado la historia, me recordó a los veranos en casa de mis abuelos.',
    ],
  },
  ru: {
    spam: [
      'Заработок в интернете без вложений, от 5000 рублей в день https://zarabotok.example',
      'Купить диплом о высшем образовании с занесением в реестр https://diplom.example',
      'Казино онлайн, бонус за регистрацию, играй и выигрывай https://kazino.example',
      'Дешёвая виагра и сиалис с доставкой, анонимно https://apteka.example',
      'Продвижение сайтов в топ, недорого, пишите в телеграм https://seo.example',
    ],
    ham: [
      'Спасибо за статью, после перезапуска сервера всё заработало как описано.',
      'Мне кажется, во втором абзаце ошибка: индекс строится до очистки кэша, а не после.',
      'Готовила по этому рецепту с ржаной мукой, тесто получилось чуть плотнее, но вкусно.',
      'А где можно посмотреть исходный код примера? Ссылка в конце не открывается.',
      'Очень тёплый рассказ, сразу вспомнил деревню и дедушкин сад.',
    ],
  },
  ja: {
    spam: [
      '在宅ワークで月収100万円を稼ぐ方法を無料で公開中です。登録はこちら https://kasegu.example',
      'ブランドコピー時計を激安で販売しています。送料無料 https://copy-brand.example',
      'バイアグラを格安で個人輸入、処方箋は不要です https://kusuri.example',
      'オンラインカジノの入金不要ボーナスを今すぐもらおう https://casino-jp.example',
      '即日融資、審査なしで10万円から。LINEでお申し込みください https://yushi.example',
    ],
    ham: [
      'とても分かりやすい説明でした。設定を変えたら問題なく動くようになりました。',
      '二番目の手順は順番が逆だと思います。先にキャッシュを消す必要があります。',
      '週末にこのレシピで焼いてみましたが、水を少し減らしたらちょうど良かったです。',
      '三枚目の写真がとても綺麗ですね。どこで撮影されたのでしょうか。',
      '子どもの頃に祖母の家で過ごした夏を思い出しました。素敵な文章をありがとうございます。',
    ],
  },
};
