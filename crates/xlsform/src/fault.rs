//! What is wrong with a form somebody uploaded, and where in the workbook: said as data, so that
//! the page can say it in the reader's language beside the row it belongs to.

/// One thing wrong with a form. `sheet`, `row` (1 is the header) and `column` are known when the
/// fault belongs to a cell of the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// Name of the sheet: `survey`, `choices` or `settings`.
    pub sheet: Option<String>,
    /// Row as the spreadsheet numbers it, from 1.
    pub row: Option<usize>,
    /// Header of the column.
    pub column: Option<String>,
    /// What is wrong.
    pub fault: FormFault,
}

/// What can be wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormFault {
    /// The converter refused it; its own words, in English, with its suggestion if it has one.
    Converter {
        /// What it found.
        message: String,
        /// How it would put it right.
        hint: Option<String>,
    },
    /// Not an .xlsx workbook, or not well-formed XML; the reader's own words.
    Unreadable(String),
    /// The file is larger than this many bytes.
    FileTooLarge(usize),
    /// A sheet has more rows than this.
    TooManyRows(usize),
    /// A sheet has more columns than this.
    TooManyColumns(usize),
    /// A cell holds more characters than this.
    CellTooLong(usize),
    /// Groups lie deeper in each other than this.
    GroupsTooDeep(usize),
    /// An expression has more words and signs than this.
    ExpressionTooLong(usize),
    /// Parentheses lie deeper in each other than this.
    ExpressionTooDeep(usize),
    /// An expression that cannot be understood or run; the engine's own words.
    Expression(String),
    /// A feature of XLSForm these pages cannot ask (repeats, maps, photographs …), by its name.
    Unsupported(String),
    /// Two questions or groups share this name; answers are kept by name.
    DuplicateName(String),
    /// Something the form cannot do without: a question an indicator reads, a choice of it.
    Missing(String),
}

impl FormFault {
    /// The fault without a place in the workbook.
    pub(crate) fn anywhere(self) -> FormError {
        FormError { sheet: None, row: None, column: None, fault: self }
    }
}

impl From<rxform::Error> for FormError {
    fn from(error: rxform::Error) -> Self {
        FormError {
            sheet: error.location.sheet,
            row: error.location.row,
            column: error.location.column,
            fault: FormFault::Converter { message: error.message, hint: error.hint },
        }
    }
}
