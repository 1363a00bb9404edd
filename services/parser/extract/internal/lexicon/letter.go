package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// letterText lists what only an offer of a newsletter says, wherever in it. A phrase may end inside a word.
const letterText = `unsubscribe whenever|unsubscribe at any|unsubscribe any time|unsubscribe anytime|can unsubscribe|one mail a day|one email a day|one e mail a day|a daily email|to your inbox
	|in your inbox|sign up for our|sign up to our|sign up for the newsletter|subscribe to our newsletter|subscribe to the newsletter|subscribe to our free|by signing up you|get our newsletter
	|désinscription en un|désinscription à tout|désinscription possible|vous désinscrire à|désabonner à tout moment|désabonnement à tout|désabonnement en un|un mail par jour|un courriel par jour|inscrivez vous à notre|inscrivez vous à la newsletter|abonnez vous à notre newsletter|recevez notre newsletter|recevez chaque matin|recevez chaque soir|dans votre boîte mail|dans votre boîte de réception
	|jederzeit abbestell|jederzeit abmeld|jederzeit künd|eine mail am tag|eine e mail am tag|in ihr postfach|in ihrem postfach|ins postfach|newsletter abonnieren|newsletter anmelden|unseren newsletter|für den newsletter
	|darse de baja cuando|darse de baja en cualquier|darse de baja en todo|darte de baja cuando|darte de baja en cualquier|cancelar su suscripción|cancelar tu suscripción|un mensaje al día|un correo al día|suscríbete a nuestr|suscríbase a nuestr|en tu bandeja de entrada|en su bandeja de entrada
	|cancelar quando quiser|cancelar a subscrição|cancelar a inscrição|cancelar a assinatura|uma mensagem por dia|um e mail por dia|assine a nossa newsletter|assine nossa newsletter|subscreva a nossa|receba a nossa newsletter|na sua caixa de entrada
	|annullare liscrizione in|disiscriverti in|disiscriversi in|disiscriverti quando|cancellare liscrizione|una mail al giorno|iscriviti alla newsletter|iscriviti alla nostra|nella tua casella
	|op elk moment uitschrijven|altijd uitschrijven|op elk moment afmelden|afmelden voor de nieuwsbrief|één mail per dag|schrijf je in voor|schrijf u in voor|in je mailbox|in uw mailbox|avsluta prenumerationen|avregistrera dig när|ett mejl om dagen|prenumerera på vårt|avmelde deg|meld deg på nyhetsbrev|afmeld dig|tilmeld dig vores|tilmeld dig nyhedsbrev|tilaa uutiskirje|peruuttaa tilauksen
	|możesz się wypisać|w każdej chwili wypisać|zrezygnować z subskrypcji|zapisz się do newslettera|zapisz się na newsletter|odhlásit se můžete|kdykoli odhlásit|odhlásit z odběru|přihlaste se k odběru|odhlásiť sa môžete|kedykoľvek odhlásiť|bármikor leiratkozhat|iratkozzon fel|te poți dezabona|vă puteți dezabona|abonează te la newsletter|možete odjaviti|prijavite se na newsletter
	|отписаться можно|можно отписаться|отписаться в любой|отписаться в любое|одно письмо в день|подпишитесь на рассылку|подпишитесь на нашу рассылку|подписаться на рассылку|можна відписатися|можна відписатись|відписатися можна|один лист на день|підпишіться на розсилку|отпишете се|абонирайте се за
	|يمكنك إلغاء الاشتراك|يمكنكم إلغاء الاشتراك|إلغاء الاشتراك في أي|إلغاء الاشتراك متى|رسالة واحدة كل يوم|اشترك في نشرتنا|اشترك في النشرة|اشتركوا في النشرة|النشرة البريدية|לבטל את ההרשמה|הסרה מרשימת התפוצה|הירשמו לניוזלטר|لغو اشتراک|عضویت در خبرنامه
	|abonelikten çık|bültenimize abone|aboneliğinizi iptal|ακυρώσετε την εγγραφή|διαγραφείτε|εγγραφείτε στο newsletter|berhenti berlangganan|berlangganan newsletter|hủy đăng ký|đăng ký nhận bản tin|सदस्यता समाप्त|अनसब्सक्राइब
	|随时退订|隨時退訂|随时取消订阅|隨時取消訂閱|订阅我们的|訂閱我們的|配信停止|メールマガジン|メルマガ登録|購読を解除|구독 해지|뉴스레터 구독|뉴스레터를 구독|ยกเลิกการสมัคร`

// letterPhrases are by their first word; those of scripts without spaces are in spaceless.
var letterPhrases, spaceless = phrases(letterText)

func phrases(list string) (byWord map[string][]string, spaceless []string) {
	byWord = map[string][]string{}
	for _, p := range strings.Split(list, "|") {
		p = Normal(strings.TrimSpace(p), 100)
		word, _, several := strings.Cut(p, " ")
		if r, _ := utf8.DecodeRuneInString(p); !several && r >= firstSpaceless {
			spaceless = append(spaceless, p)
			continue
		}
		byWord[word] = append(byWord[word], p)
	}
	return byWord, spaceless
}

// firstSpaceless is the first letter of Thai, behind which the scripts without spaces are.
const firstSpaceless = 0x0e01

// Letter says whether a normal text offers a newsletter or says how to be rid of it.
func Letter(normal string) bool {
	for rest := normal; rest != ""; {
		word, after, _ := strings.Cut(rest, " ")
		for _, p := range letterPhrases[word] {
			if strings.HasPrefix(rest, p) {
				return true
			}
		}
		rest = after
	}
	if !hasSpaceless(normal) {
		return false
	}
	return slices.ContainsFunc(spaceless, func(p string) bool { return strings.Contains(normal, p) })
}

func hasSpaceless(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= firstSpaceless }) >= 0
}

// Whole returns the kinds of the opening that a normal text is, from its first to its last letter.
func Whole(normal string) Kind { return openings[normal] }
