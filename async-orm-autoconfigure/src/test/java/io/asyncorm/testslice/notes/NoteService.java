package io.asyncorm.testslice.notes;

import org.springframework.stereotype.Service;

/** Not for repositories. */
@Service
public class NoteService {

}
