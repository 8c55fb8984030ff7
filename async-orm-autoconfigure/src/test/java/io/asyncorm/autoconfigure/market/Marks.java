package io.asyncorm.autoconfigure.market;

import io.asyncorm.query.BatchMark;
import io.asyncorm.repository.AsyncRepository;

interface Marks extends AsyncRepository<BatchMark, String> {

}
