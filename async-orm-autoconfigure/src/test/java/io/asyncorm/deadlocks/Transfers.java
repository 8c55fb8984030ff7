package io.asyncorm.deadlocks;

import io.asyncorm.repository.AsyncRepository;

public interface Transfers extends AsyncRepository<Transfer, Long> {

}
