//! 特定疾病: the diseases for which somebody of 40 to 64 (第2号被保険者) can be certified. Whether a person has one is the
//! physician's and the board's matter.

coded! {
    /// The sixteen diseases of 介護保険法施行令 2条, in its order; the codes are their places.
    pub enum SpecifiedDisease is "specified disease" {
        /// がん, which cannot be cured.
        Cancer = "01", "がん（末期）";
        /// 関節リウマチ.
        RheumatoidArthritis = "02", "関節リウマチ";
        /// 筋萎縮性側索硬化症.
        AmyotrophicLateralSclerosis = "03", "筋萎縮性側索硬化症";
        /// 後縦靱帯骨化症.
        OssifiedLigament = "04", "後縦靱帯骨化症";
        /// 骨折を伴う骨粗鬆症.
        OsteoporosisWithFracture = "05", "骨折を伴う骨粗鬆症";
        /// 初老期における認知症.
        EarlyDementia = "06", "初老期における認知症";
        /// 進行性核上性麻痺, 大脳皮質基底核変性症, パーキンソン病.
        Parkinson = "07", "進行性核上性麻痺、大脳皮質基底核変性症及びパーキンソン病";
        /// 脊髄小脳変性症.
        SpinocerebellarDegeneration = "08", "脊髄小脳変性症";
        /// 脊柱管狭窄症.
        SpinalStenosis = "09", "脊柱管狭窄症";
        /// 早老症.
        Progeria = "10", "早老症";
        /// 多系統萎縮症.
        MultipleSystemAtrophy = "11", "多系統萎縮症";
        /// Of the nerves, the kidneys or the eyes.
        DiabeticComplication = "12", "糖尿病性神経障害、糖尿病性腎症及び糖尿病性網膜症";
        /// 脳血管疾患.
        CerebrovascularDisease = "13", "脳血管疾患";
        /// 閉塞性動脈硬化症.
        ArteriosclerosisObliterans = "14", "閉塞性動脈硬化症";
        /// 慢性閉塞性肺疾患.
        ObstructivePulmonaryDisease = "15", "慢性閉塞性肺疾患";
        /// Of both knees or hips, with marked deformity.
        Osteoarthritis = "16", "両側の膝関節又は股関節に著しい変形を伴う変形性関節症";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_sixteen_and_their_codes_are_their_places() {
        let codes: Vec<_> = SpecifiedDisease::ALL.iter().map(|disease| disease.code()).collect();
        let places: Vec<_> = (1..=16).map(|place| format!("{place:02}")).collect();
        assert_eq!(codes, places);
    }
}
