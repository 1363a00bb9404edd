package meta

import (
	"strings"
	"unicode/utf8"
)

// months lists the twelve months, each in many languages, in the cases that dates use.
var months = buildMonths([12]string{
	`january januar janvier enero gennaio janeiro januari januara stycznia leden ledna január januára ianuarie ocak ιανουαρίου января січня студзеня януари јануар siječnja sausio janvāris jaanuar tammikuuta يناير كانون ינואר בינואר ژانویه जनवरी জানুয়ারি januar jan janv ene genn sty led oca янв січ urtarrila xaneiro gener janúar มกราคม`,
	`february februar februára février febrero febbraio fevereiro februari lutego února únor február februarie şubat φεβρουαρίου февраля лютого февруари фебруар veljače vasario februāris veebruar helmikuuta فبراير شباط פברואר בפברואר فوریه फरवरी ফেব্রুয়ারি feb fév févr lut úno şub фев лют febrer กุมภาพันธ์ febr`,
	`march märz mars marzo março maart marca března březen marec március martie mart μαρτίου марта березня март ožujka kovo marts märts maaliskuuta مارس آذار מרץ במרץ मार्च মার্চ mar mär mrz fév μαρ мар мара maret març มีนาคม března bře`,
	`april avril abril aprile kwietnia dubna duben apríl apríla április aprilie nisan απριλίου апреля квітня април travnja balandžio aprīlis aprill huhtikuuta أبريل ابريل نيسان אפריל באפריל آوریل अप्रैल এপ্রিল apr avr abr kwi dub nis апр кві เมษายน`,
	`may mai mayo maggio maio mei maja května květen máj mája május mayıs μαΐου мая травня май мај svibnja gegužės maijs toukokuuta مايو أيار מאי במאי مه मई মে maj may maí mayo kvě maig พฤษภาคม`,
	`june juni juin junio giugno junho czerwca června červen jún júna június iunie haziran ιουνίου июня червня юни јун lipnja birželio jūnijs juuni kesäkuuta يونيو حزيران יוני ביוני ژوئن जून জুন jun giu cze čvn haz июн чер jún มิถุนายน juny`,
	`july juli juillet julio luglio julho lipca července červenec júl júla július iulie temmuz ιουλίου июля липня юли јул srpnja liepos jūlijs juuli heinäkuuta يوليو تموز יולי ביולי ژوئیه जुलाई জুলাই jul juil lug lip čvc tem июл лип กรกฎาคม juliol`,
	`august août agosto augustus sierpnia srpna srpen augusta augusztus ağustos αυγούστου августа серпня август kolovoza rugpjūčio augusts elokuuta أغسطس اغسطس آب אוגוסט באוגוסט اوت अगस्त আগস্ট aug ago aoû sie srp ağu авг сер agustus สิงหาคม agost`,
	`september septembre septiembre settembre setembro września září szeptember septembrie eylül σεπτεμβρίου сентября вересня септември септембар rujna rugsėjo septembris syyskuuta سبتمبر أيلول ספטמבר בספטמבר سپتامبر सितंबर সেপ্টেম্বর sep sept set wrz zář eyl сен вер กันยายน setembre`,
	`october oktober octobre octubre ottobre outubro października října říjen október októbra octombrie ekim οκτωβρίου октября жовтня октомври октобар listopada spalio oktobris lokakuuta أكتوبر اكتوبر تشرين אוקטובר באוקטובר اکتبر अक्टूबर অক্টোবর oct okt ott out paź říj eki окт жов ตุลาคม`,
	`november novembre noviembre novembro listopada_pl listopadu listopad novembra noiembrie kasım νοεμβρίου ноября листопада ноември новембар studenoga lapkričio novembris marraskuuta نوفمبر נובמבר בנובמבר نوامبر नवंबर নভেম্বর nov lis kas ноя พฤศจิกายน`,
	`december dezember décembre diciembre dicembre dezembro grudnia prosince prosinec decembra decembrie aralık δεκεμβρίου декабря грудня декември децембар prosinca gruodžio decembris detsember joulukuuta ديسمبر דצמבר בדצמבר دسامبر दिसंबर ডিসেম্বর dec déc dic dez gru pro ara дек desember desembre ธันวาคม`,
})

func buildMonths(lists [12]string) map[string]int {
	table := map[string]int{}
	for i, list := range lists {
		for _, name := range strings.Fields(list) {
			if _, taken := table[name]; !taken {
				table[name] = i + 1
			}
		}
	}
	return table
}

// monthOf reads a month's name or its abbreviation in lower case; 0 if it is none.
func monthOf(word string) int {
	if m := months[word]; m > 0 {
		return m
	}
	if utf8.RuneCountInString(word) < 3 {
		return 0
	}
	return months[strings.TrimSuffix(word, ".")]
}
