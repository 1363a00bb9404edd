package contract

import "strings"

// isTracking reports whether a query parameter says only where a reader came from. Doubtful ones
// are kept: an address with too much in it costs a fetch, one with too little an article.
func isTracking(name, value string) bool {
	name = strings.ToLower(name)
	for _, prefix := range trackingPrefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return strings.Contains(trackingNames, " "+name+" ") ||
		strings.Contains(feedNames, " "+name+" ") && strings.Contains(feedValues, " "+strings.ToLower(value)+" ")
}

// trackingPrefixes begin the names of whole families of campaign parameters.
var trackingPrefixes = []string{"utm_", "mtm_", "matomo_", "piwik_", "hsa_", "itm_", "at_", "ns_", "guce_", "bsft_", "stm_"}

// trackingNames are campaign, click and share identifiers of advertising, mailing and analytics
// services, and those that news outlets put into their own feeds. Spaces separate them.
const trackingNames = " " +
	// advertising and social networks
	"fbclid fb_action_ids fb_action_types fb_ref fb_source gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid " +
	"srsltid msclkid yclid ysclid _openstat ttclid twclid li_fat_id igshid igsh epik rdt_cid sccid __twitter_impression " +
	// mailing and analytics services
	"mc_cid mc_eid mc_tc sc_cid _bhlid _branch_match_id _branch_referrer _ga _gl mkt_tok oly_anon_id oly_enc_id vero_conv vero_id rb_clickid s_cid ml_subscriber " +
	"ml_subscriber_hash _hsenc _hsmi __hssc __hstc __hsfp hsctatracking wickedid _bta_tid _bta_c trk_contact trk_msg " +
	"trk_module trk_sid gdfms gdftrk gdffi _ke ck_subscriber_id wt.mc_id wt_mc mkwid pcrid cvid sms_source sms_click " +
	"pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid xtor " +
	// outlets' own
	"traffic_source maca cmpid cmp ocid smid smtyp ito icid taid share_id sr_share ftcamp ft_orig guccounter " +
	"ref_src ref_url emci emdi ceid sh_kit wprss rssfeed "

// feedNames are parameters that track only when their value is one of feedValues; with another
// value they may select the article.
const (
	feedNames  = " ref source src partner emc from via origin mod output "
	feedValues = " rss rss2 rss.xml rss-feed rss_feed rssfeed feed feeds "
)
