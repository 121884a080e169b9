use suar_signal::Band;
use suar_store::{Membership, SignalNumber};

use crate::builders::{Kept, LeadBuilder, at, lead_id, post};

#[tokio::test]
async fn a_post_is_kept_once_however_often_it_comes() {
    let kept = Kept::new().await;
    let posts = [post("1", "satu", Band::High), post("2", "dua", Band::Low), post("1", "satu", Band::High)];
    let mut unit = kept.store.write().await.unwrap();
    assert_eq!(unit.signals().add(None, at(0), &posts).await.unwrap().len(), 2);
    assert_eq!(unit.signals().add(None, at(9), &posts).await.unwrap().len(), 0);
    let changed = [post("1", "satu, diubah", Band::High)];
    assert_eq!(unit.signals().add(None, at(9), &changed).await.unwrap().len(), 1);
    assert_eq!(unit.signals().count().await.unwrap(), 3);
}

#[tokio::test]
async fn posts_come_back_in_order_and_as_they_were() {
    let kept = Kept::new().await;
    let posts: Vec<_> = (0..1500).map(|number| post(&number.to_string(), "teks \u{0} 🇰🇭", Band::Medium)).collect();
    let mut unit = kept.store.write().await.unwrap();
    unit.signals().add(None, at(0), &posts).await.unwrap();
    let first = unit.signals().list_behind(SignalNumber(0), 1000).await.unwrap();
    let rest = unit.signals().list_behind(first.last().unwrap().number, 1000).await.unwrap();
    let ids: Vec<String> = first.iter().chain(&rest).map(|post| post.signal.id.as_str().to_owned()).collect();
    assert_eq!(ids, (0..1500).map(|number| number.to_string()).collect::<Vec<_>>());
    let post = first.first().unwrap();
    assert_eq!(post.signal.text, "teks \u{0} 🇰🇭");
    assert_eq!(post.signal.time, Some(at(60)));
    assert_eq!(post.signs.len(), 1);
}

#[tokio::test]
async fn old_posts_of_band_low_are_dropped_unless_they_belong_to_a_lead() {
    let kept = Kept::new().await;
    let mut unit = kept.store.write().await.unwrap();
    let old = [post("1", "lama", Band::Low), post("2", "temuan", Band::Low), post("3", "penting", Band::High)];
    let numbers = unit.signals().add(None, at(0), &old).await.unwrap();
    unit.signals().add(None, at(100), &[post("4", "baru", Band::Low)]).await.unwrap();
    unit.leads().put(&LeadBuilder::new(1).build()).await.unwrap();
    let tied = Membership { signal: *numbers.get(1).unwrap(), template: None, lead: Some(lead_id(1)) };
    unit.leads().put_memberships(&[tied]).await.unwrap();
    assert_eq!(unit.signals().drop_low(at(50), 100).await.unwrap(), 1);
    assert_eq!(unit.signals().drop_low(at(50), 100).await.unwrap(), 0);
    assert_eq!(unit.signals().count().await.unwrap(), 3);
}
