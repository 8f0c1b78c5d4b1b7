/** Where a report goes when nothing else is said: in the folder that the command is started in. */
export const REPORT_FOLDER = 'ottoflow-report';
