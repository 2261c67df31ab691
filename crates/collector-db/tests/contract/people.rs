//! People: names within companies.

use porchlight_collector_db::{PeoplePage, Person, PersonQuery, Store};

use super::{Harness, samples};

fn all() -> PersonQuery {
    PersonQuery { limit: 100, ..PersonQuery::default() }
}

fn names(page: &PeoplePage) -> Vec<String> {
    page.people.iter().map(|one| format!("{}, {}", one.name, one.company_name)).collect()
}

async fn found(store: &dyn Store, query: PersonQuery) -> Vec<String> {
    let page = store.people(query).await.unwrap();
    assert_eq!(page.total, u64::try_from(page.people.len()).unwrap());
    assert_eq!(page.next, None);
    names(&page)
}

pub(crate) async fn people_are_names_within_companies(harness: &dyn Harness) {
    let store = harness.open();
    let bramble = samples::company(&*store, "Bramble & Co").await;
    let ash = samples::company(&*store, "Ash").await;
    let device = samples::enrolled(&*store, &bramble, "Álvaro Muñoz", "a").await;
    store.accept_report(samples::report(&device, 1)).await.unwrap();
    samples::invite(&*store, &bramble, Some("ÁLVARO MUÑOZ")).await;
    samples::enrolled(&*store, &ash, "Álvaro Muñoz", "b").await;
    samples::invite(&*store, &bramble, Some("Ben")).await;
    // Nobody's: it has no name.
    samples::invite(&*store, &bramble, None).await;
    let mut people = found(&*store, all()).await;
    people.sort();
    assert_eq!(people, ["Ben, Bramble & Co", "Álvaro Muñoz, Ash", "Álvaro Muñoz, Bramble & Co"]);
    let query = || PersonQuery { company: Some(bramble.clone()), ..all() };
    assert_eq!(found(&*store, query()).await, ["Ben, Bramble & Co", "Álvaro Muñoz, Bramble & Co"]);
    let page = store.people(query()).await.unwrap();
    let [ben, alvaro] = page.people.as_slice() else { panic!("{page:?}") };
    assert_eq!((ben.devices.len(), ben.invites.len()), (0, 1));
    assert_eq!((alvaro.devices.len(), alvaro.invites.len()), (1, 2));
    assert_eq!(alvaro.devices[0].device, device);
    assert!(alvaro.devices[0].latest.is_some());
    let of = |companies| PersonQuery { companies, ..all() };
    assert_eq!(found(&*store, of(samples::only(&[&ash]))).await, ["Álvaro Muñoz, Ash"]);
    assert_eq!(found(&*store, of(samples::only(&[]))).await, [""; 0]);
    let others = PersonQuery { companies: samples::only(&[&ash]), ..query() };
    assert_eq!(found(&*store, others).await, [""; 0]);
}

pub(crate) async fn people_are_paged_and_found_by_name(harness: &dyn Harness) {
    let store = harness.open();
    let bramble = samples::company(&*store, "Bramble & Co").await;
    let ash = samples::company(&*store, "Ash").await;
    for n in 0..4 {
        samples::invite(&*store, &bramble, Some(&format!("Ana {n}"))).await;
        samples::enrolled(&*store, &ash, &format!("Ana {n}"), &format!("{n}-")).await;
    }
    samples::invite(&*store, &ash, Some("100% _\\' OR 1=1 --")).await;
    let mut pages: Vec<PeoplePage> = Vec::new();
    while pages.last().is_none_or(|page| page.next.is_some()) {
        let after = pages.last().and_then(|page| page.next.clone());
        let query = PersonQuery { after, limit: 2, text: Some("ANA".into()), ..all() };
        pages.push(store.people(query).await.unwrap());
    }
    assert!(pages.iter().all(|page| page.total == 8));
    let seen: Vec<_> = pages.iter().flat_map(names).collect();
    let mut distinct = seen.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!((seen.len(), distinct.len()), (8, 8));
    assert!(seen.windows(2).all(|pair| pair[0][..5] <= pair[1][..5]), "{seen:?}");
    for text in ["%", "_", "\\", "' or 1=1 --"] {
        let query = PersonQuery { text: Some(text.into()), ..all() };
        assert_eq!(found(&*store, query).await, ["100% _\\' OR 1=1 --, Ash"], "{text}");
    }
}

pub(crate) async fn of_each_person_only_the_newest_are_listed(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    for n in 0..Person::MOST + 2 {
        samples::enrolled(&*store, &company, "Ana", &format!("{n}-")).await;
    }
    samples::enrolled(&*store, &company, "Ben", "ben").await;
    let page = store.people(all()).await.unwrap();
    let counts: Vec<_> = page.people.iter().map(|one| (one.devices.len(), one.invites.len())).collect();
    let most = usize::try_from(Person::MOST).unwrap();
    assert_eq!(counts, [(most, most), (1, 1)]);
}
