/**
 * Stands for the table's name, which requests for several rows must carry. Terraform cannot set AppSync's environment variables (AWS provider
 * 6.25 has no attribute for them), so the wiring in modules/api puts the name into the bundled code in place of this text.
 */
export const STAGE_TABLE = '__STAGE_TABLE__';
