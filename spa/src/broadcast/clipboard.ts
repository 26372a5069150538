/** Puts a text on the clipboard; false where the browser refuses, as some do unless it happens in the very moment of a press. */
export async function putOnClipboard(text: string): Promise<boolean> {
  if (!navigator.clipboard) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
