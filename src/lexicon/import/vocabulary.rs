//! Vocabulary: words that are no names, though some download calls something so.
//!
//! Written for litmine. A data table, longer than a file of code would be.

use std::collections::HashSet;

use super::Reason;
use crate::normalize::{GREEK_NAMES, fold_name};

/// Words of everyday and of scientific English that stand in many texts and that some gene,
/// protein, brand or extract is also called.
const COMMON: &str = "
a able about above access accord acid act active activator acute add adapt advance affect after
again age agent aid aim air alarm alert all alone also alpha amber an anchor and animal ant any
appear apple apply apt arc arch are area arm arrest art as ask assay assist at atlas atom attempt
aurora author auxiliary average axis back bad bag ball band bank bar barley base basic basis bat
be beam bean bear beat beef been beer before benefit best beta better between big bind binder
bird birth bit black blast blind block blood blot blue board body bond bone boost boss both bound
box brain branch brave bread breast bridge bright broad brother brush bud buffer bug build bulk
but by cabin cable cage call calm camp can cancer cap capture car care cargo carrier case cast
cat cattle cause cell center central chain chair chance change channel chart chase check cheese
chest chicken chief child chip choice chord circle circuit claim clam clamp class clean clear
clip clock clone close cloud club clue cluster coach coal coast coat code coil cold column come
common complete complex compound concert conduct cone connect consort constant contact control
cool cope copy cord core corn corner correct cost cotton count country couple course cover cow
crab cradle craft crash cream creep crest crisp critical cross crown cry cube cue cup cure current
curve cut cycle daily dam damage damp dare dark dart data date day dead deal death decision deep
defect defender degree delay delta dent depth design detect device diet digit dip direct disc
disease dish dock dog domain donor door dose dot double down draft dream drive driver drop drug
drum dry dual duck due duet dust dwarf dye each ear early earth ease east easy eat echo edge
effect effector egg eight elastic element elevated elite embryo emerge empty end energy engage
enhancer enigma enter entry envelope enzyme epoch equal erase error escape essence even event
ever every exact excess expand express extra eye fab face fact factor fade fail fair fall false
family fan far fast fat fate favor fear feature fed feed fellow female fence fetal few fiber
field fig fight figure file fill film filter final find fine finger fire first fish fit five
fix flag flame flap flash flat flavor flea flight flip float flour flow fluid flux fly focus
fog fold follow food foot for force fork form fortune four fox frame free fresh frog from front
frost fruit full function fuse fusion future gain gamma gap garlic gas gate gather gel gene
general genesis get giant gift girl give glass global globe glue go goat gold golden good goose
grab grade grain grand grape grasp grass gray great green grey grid grip ground group grow growth
guard guide gun gut hail hair half hall halo ham hand handle hard harm harp has hat have hawk
head heal health hear heart heat heavy hedge height helix help helper hen herb here hero high hill him
hint hip hit hold hole home homer honey hood hook hope horn horse hospital host hot hour house how
hub human hung hunt hybrid ice idea ideal if ill image imp impact import in inch index induce
inducer infant inflame initial ink inner input insert inside insight intact integral integrator
intercept interest internal into iris island isolate it item its jam jet job join joint jump
junction just keep key kidney killer kit knob knot know label lace lack ladder lag lamb lamp land
lane large last late law layer lead leader leaf lean leap learn leek left leg lemon length less
letter level lever life lift light like limb lime limit line linear link linker lion lip liquid
list live liver load local lock log long loop loose lord loss lost lot love low luminal lump lunar
lung made main make male malt man many map march mark marker mask mass mast master mat match
mate matrix max may maze meal mean measure meat median mediate mediator meet member membrane
memory men mental met metal meter method mice middle might mild milk mill mind mine mini minor
minute mirror mist mite mix mixed mode model modern modest modulator mold molecule moment money
monitor monkey month moon more morning most moth mother motif motor mouse mouth move much mug
multiple muscle must name narrow native near neck need nerve nest net network neural neuron
neutral never new next night nine no noble node nor normal north nose not note novel now nuclear
nucleus null number nurse nut oat object obscure observe obtain odd of off offer oil old olive
omega on once one onion only onset open optic optimal option or orange order organ organize
origin osteo other our out output outer over own oxide pace pack pad page pain pair pale palm
panel panic paper parent parity park part partner pass past patch path patient pattern peace peach
peak peanut pear pearl peel pen people pepper period permit person pet phase phone photo piece
pig pilot pin pine pink pipe plan plane plant plasma plate platform play plug plum plus pocket
point polar pole poly polymer pond pool poor pork port portal positive post pot potato power
precursor press presence pressure prevent previous primary prime primer print prior private probe
process product profile program promote promoter prompt proof proper prospect protect protein
proto proven public pull pulse pump pure purple push quality quantity quarter queen quick quiet
quit rabbit race radar radical rage rain raise ram ramp random range rank rap rapid rare rash
rat rate raw ray reach react read reader ready real reason receptor record recover recruit red
reduce reel refer reflect regain region regular regulator rel relate relay release remodel
remote repeat replace report repressor require rescue reserve resist resource respond response
rest result return reveal reverse review rib rice ride right rim ring rise risk river road robust
rock rod role roll roof room root rose rot rough round row royal rub rule run rust sac safe sage
sail salmon salt same sample sand sap sat save saw say scale scan scar scatter scheme school
science scope score scout scramble screen scroll sea seal search season seat second secret secrete
section see seed seek seem select self send senior sense sensor sentinel separate septum series
serum serve set settle seven severe sex shade shadow shake shape share shark sharp shave she shed
sheep sheet shelf shell shield shift shine ship shock shop short shot should shoulder show shrimp
shut side sieve sigma sign signal silence silencer silent silk silver similar simple since single
sink sister site six size skin sky sleep slice slide slim slip slit slow small smart smear
smell smoke smooth snail snake snap snow so soap social soft soil solid solo solution some son
song soon sort soul sound soup source south soy space spark spare spatial special specific spectrum speed
spice spin spine spiral spleen split sponge spot spread spring spur squash squid stable stage
stain stair stall stamp stand standard star start state station statue status stay steady steam
steel stem step stereo stick still stimulate sting stock stone stop store storm strain strand
strap stream street strength stress stretch strict strike string strip strong structure study
style sub subject substance subunit such sudden sugar suit sulfur sum summer sun super supply
support suppressor sure surf surface surge survival swallow swan sweet swim swing switch sword
symbol symmetry system table tail take talk tall tame tank tap tape target task taste taut
tea teach team tear tell temple ten tend tension term terminal test than that the their them
then there these they thin thing think third this thorn those thread three threshold through
throw thus tick tide tie tight tile time tin tip tiny tire tissue to toe token toll tomato tone
tongue tool tooth top torch total touch tough towel tower town toy trace track trade trail train
trait trans transcript transfer transit trap travel tray treat tree trial triangle trip triple
trout true trunk trust try tube tubby tumor tumour tuna tune turkey turn twin twist two type
ulcer ultra uncover under union unique unit up upon upper urban urge use user usual vacuum valid
value valve variant vary vault veal vector vein velvet very vessel via view villa vine virus
visible vision vital voice void volume wake walk wall walnut want war ward warm warp wars was wash
wasp waste watch water wave way we weak wealth wear weed week weight well west wet what wheat
wheel when where which white who whole whose why wide widow wild will win wind window wine wing
winner winter wire wise wish with within without wolf woman wonder wood wool word work world worm
would wound wrap write wrong yard yeast year yellow yes yet yield you young zero zone

abdomen anemia apnea arthritis asthma ataxia autism bladder carcinoma cataract coma cough deafness
dementia diabetes diarrhea dystonia dystrophy eczema edema epilepsy fever glaucoma gout headache
hypertension inflammation influenza insomnia leukemia lymphoma malaria mania melanoma migraine
myeloma myopathy nausea neuropathy obesity ovarian pancreas pneumonia prostate psoriasis sarcoma
schizophrenia sepsis seizure shock stroke stomach syndrome thyroid tremor uterus vomiting

clover dandelion elm hazel hickory maple mesquite mulberry oak pecan pigweed poplar ragweed rye
sagebrush sunflower sycamore willow almond asparagus avocado banana basil blueberry broccoli
cabbage carrot cashew celery cherry cinnamon clove cocoa coconut cod coffee cranberry cucumber
cumin dill eggplant flounder ginger halibut hops kiwi lettuce lobster mackerel mango mushroom
mustard nutmeg okra oyster papaya parsley pea perch pineapple pistachio plum raspberry sardine
scallop sesame shellfish smelt soybean spinach strawberry tangerine thyme turmeric vanilla
watermelon zucchini cockroach mosquito feather
";

/// Words that describe proteins; a name of nothing but these describes many.
const GENERIC: &str = "
a ab activated activating adapter lymphokine activation activator adaptor adhesion alpha and antigen apparatus
associated associating autoantigen beta binding brain calcium candidate cancer catalytic cell
cellular chain channel chemokine chromatin chromosome class cofactor complex component containing
cotransporter coupled cytochrome cytokine cytokines cytoplasmic cytoskeletal cytosolic deaminase
dehydrogenase dependent domain dna endogenous enhancer enzyme epithelial essential factor family
fibroblast finger fetal for fragment function fusion g gamma gene genes glycoprotein growth gtp
gtpase heat helicase heavy helper histone homeobox homolog homologue hormone human hydrolase
hypothetical immune immunoglobulin in inducible induced inducer inhibitor initiation inner
integral interacting interaction interleukin intracellular isoform isomerase kinase large lectin
leucine ligand ligase light like lipid lipoprotein low lymphocyte major marker mediator member
membrane mitochondrial modulator molecule motor multiple muscle myosin neuronal neuropeptide novel
nuclear nuclease nucleolar of oncogene open orphan outer oxidase oxidoreductase partial partner
peptidase peptide phosphatase phosphodiesterase phosphoprotein plasma polymerase polypeptide
potassium precursor predicted probable promoter protease proteasome protein proteinase proteins
proteoglycan proto pseudogene putative reading receptor receptors reductase regulated regulating
regulator regulatory related repair repeat replication repressor required response responsive
ribosomal rna secreted sequence serine serum shock signal signaling similar small sodium soluble
specific splicing stimulating structural subfamily substrate subunit superfamily suppressor
surface synthase t testis the threonine transcript transcription transcriptional transferase
transforming translation translocation transmembrane transporter transposase tumor tumour type
tyrosine ubiquitin unknown uncharacterized unnamed variant virus viral zinc zipper
";

/// Words that say: a protein or a nucleic acid.
const PROTEIN: &str = "
antibodies antibody antigen antigens apolipoprotein apolipoproteins cadherin cadherins channel channels
chemokine chemokines collagen complement cyclin cyclins cytochrome cytochromes codon chromatin chromosomes cytokine
cytokines dna enzyme enzymes factor factors gene genes globulin globulins glycoprotein glycoproteins
hemoglobin hemoglobins histone histones immunoglobulin immunoglobulins integrin integrins
interferon interleukin isoenzymes keratin kinesin lectin ligand lipoprotein lipoproteins micrornas myosin
oligopeptides pathway peptide peptides peptidoglycan plasmid polypeptide precursor precursors protein
proteins proteoglycan proteome receptor receptors ribonucleoprotein ribosome rna subunit subunits
toxoid transporter transporters tubulin ubiquitin virus zymogen
";

/// Words that say: a class of substances or of uses.
const CLASS: &str = "
additives adjuvants placebos uses aerosols agent agents agonist agonists aids alloy alloys anesthetics antagonist
antagonists antibiotics biopolymers blocker blockers cement cements cocktail complexes composite
compound compounds coatings cosmetics derivative derivatives diet disposal drug drugs dust dyes
extract extracts family food fuel fumes gas gases gel gels herbal hormone hormones indicators inhibitor
inhibitors liquid material materials metal metals mixture mixtures oil oils ointments ores paint
particles pesticides plastics pollutants polymer polymers powders preparation preparations products
propellants radicals reagents resin resins salt salts soap solution solutions solvents steroid
substances supplement surfactants tablets therapeutics tissue tonics vaccine vaccines vehicles vitamin
waste water waxes
";

/// Words that say: a disease.
const DISEASE: &str = "
abnormality agenesis albinism anaemia anemia aplasia asthma ataxia atopy autism blindness cancer
carcinoma cataract cirrhosis deafness defect deficiency degeneration dementia diabetes disease
diseases disorder disorders dwarfism dysgenesis elasticum epilepsies exostoses fever glaucoma gout
leukaemia leukemia lupus malformation malformations microphthalmia migraine mutism narcolepsy
nystagmus obesity osteopetrosis palsy paralysis paraplegia pigmentosa psoriasis retardation
rickets schizophrenia seizures spondylitis susceptibility syndrome syndromes tumor tumors
";

/// Endings of diseases.
const DISEASE_ENDINGS: [&str; 16] = [
    "algia", "cephaly", "dactyly", "emia", "epsy", "itis", "matosis", "omatosis", "opathy",
    "ostosis", "paresis", "plasia", "plegia", "trophia", "trophy", "uria",
];

/// Endings of adjectives and abstract nouns.
const DERIVED_ENDINGS: [&str; 19] = [
    "able", "al", "ance", "ence", "ful", "ial", "ible", "ic", "ion", "ism", "ist", "ity", "ive",
    "less", "ly", "ment", "ness", "ous", "ship",
];

/// The words, ready to be asked.
pub(super) struct Vocabulary {
    common: HashSet<&'static str>,
    generic: HashSet<&'static str>,
    protein: HashSet<&'static str>,
    class: HashSet<&'static str>,
    disease: HashSet<&'static str>,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        let words = |list: &'static str| list.split_whitespace().collect();
        Self {
            common: words(COMMON),
            generic: words(GENERIC),
            protein: words(PROTEIN),
            class: words(CLASS),
            disease: words(DISEASE),
        }
    }

    /// Whether a name is one common word, in the singular or in the plural.
    pub(super) fn is_common(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        self.common.contains(lower.as_str()) || self.common.contains(singular)
    }

    /// Whether a name is a Greek letter, numbered or not: `alpha 1`.
    pub(super) fn is_greek(&self, name: &str) -> bool {
        let folded = fold_name(name);
        GREEK_NAMES.contains(&folded.trim_matches(|c: char| !c.is_ascii_alphabetic()))
    }

    /// Whether a name is one word with the ending of an adjective or an abstract noun: `cryptic`.
    pub(super) fn is_derived(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        let is_word = lower.len() >= 6 && lower.bytes().all(|byte| byte.is_ascii_lowercase());
        is_word && DERIVED_ENDINGS.iter().any(|ending| lower.ends_with(ending))
    }

    /// Whether a name, up to its first comma or after its last, is that of a disease, numbered or
    /// not: `spastic paraplegia 4`.
    pub(super) fn is_disease(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        if lower.contains(" in ") {
            return false;
        }
        let is_number = |word: &str| {
            word.len() <= 4 && (word.contains(|c: char| c.is_ascii_digit()) || "ivx".contains(word))
                || word.len() == 1
                || word == "type"
        };
        let is_disease = |part: &str| {
            let head = words(part)
                .filter(|word| !is_number(word))
                .last()
                .unwrap_or_default();
            let ends = |ending: &&str| head.len() > ending.len() + 2 && head.ends_with(*ending);
            self.disease.contains(head) || DISEASE_ENDINGS.iter().any(ends)
        };
        let parts: Vec<&str> = lower.split(", ").collect();
        parts.first().is_some_and(|part| is_disease(part))
            || parts.last().is_some_and(|part| is_disease(part))
    }

    /// Whether a name says only what sort of protein it is.
    pub(super) fn is_generic(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        let mut words = words(&lower);
        let opens_generic = [
            "uncharacterized ",
            "hypothetical ",
            "unknown ",
            "unnamed ",
            "similar to ",
            "novel ",
        ];
        words.all(|word| self.generic.contains(word))
            || opens_generic.iter().any(|open| lower.starts_with(open))
    }

    /// Tells classes and proteins among the names of a table of drugs.
    pub(super) fn class_or_protein(&self, name: &str) -> Option<Reason> {
        let lower = name.to_ascii_lowercase();
        let is_protein = |word: &str| {
            let is_enzyme = (word.ends_with("ase") || word.ends_with("ases")) && word.len() > 6;
            is_enzyme || self.protein.contains(word)
        };
        if words(&lower).any(is_protein) {
            return Some(Reason::Protein);
        }
        let is_class = |part: &str| {
            let last = words(part).last().unwrap_or_default();
            self.class.contains(last) || is_plural(last)
        };
        lower.split(", ").any(is_class).then_some(Reason::Class)
    }
}

fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether an English word looks like a plural: `alkaloids`, not `asbestos`, `cannabis` or `gas`.
fn is_plural(word: &str) -> bool {
    let single = ["ss", "us", "is", "os", "as", "ns1"];
    word.len() > 4 && word.ends_with('s') && !single.iter().any(|end| word.ends_with(end))
}
